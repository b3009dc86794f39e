"""What a look-up finds people by. All of it is worked out from the other rows, and can be again."""

from django.db import models

from alongside.areas.people.models.person import Person

LONGEST_WORD = 40


class PersonCard(models.Model):
    """Somebody's facts as one line, to weigh them by, and the keys the card is filed under."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="card")
    facts = models.TextField()
    keys = models.BinaryField()


class CardKey(models.Model):
    """One key a card is filed under: a hash of what is looked for, never the thing itself."""

    pk = models.CompositePrimaryKey("key", "card")
    key = models.BigIntegerField()
    card = models.ForeignKey(
        PersonCard,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )


class NameWord(models.Model):
    """A word that is part of somebody's name; whose is not said."""

    word = models.CharField(max_length=LONGEST_WORD, primary_key=True)


class WordKey(models.Model):
    """One key a word is filed under, by its sound or with a letter left out."""

    pk = models.CompositePrimaryKey("key", "word")
    key = models.BigIntegerField()
    word = models.CharField(max_length=LONGEST_WORD)
