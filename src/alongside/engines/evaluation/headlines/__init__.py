"""Headlines held against the counts behind them: what verdict can each carry?"""
