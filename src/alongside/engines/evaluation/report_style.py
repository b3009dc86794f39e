"""How the report looks: on a phone, on a desk, at night, on paper."""

from typing import Final

STYLE: Final = """
:root{color-scheme:light dark;--ink:#212b32;--page:#fff;--quiet:#4c6272;--rule:#aeb7bd;
--soft:#f0f4f5;--link:#005eb8;--good:#00662f;--bad:#b3140c;--unsure:#7a4b00}
@media (prefers-color-scheme:dark){:root{--ink:#e8edee;--page:#12181c;--quiet:#b4c0c7;
--rule:#4c6272;--soft:#1d272d;--link:#7db8f0;--good:#6fd19a;--bad:#ff9b94;--unsure:#f2c078}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1.125rem/1.5 Arial,Helvetica,sans-serif}
main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 1rem}
h2{font-size:1.35rem;margin:2.25rem 0 .5rem}
h3{font-size:1.05rem;margin:0}
p{margin:.5rem 0;max-width:42rem}
.skip{position:absolute;left:-99rem}.skip:focus{position:static;display:block;padding:.75rem 1rem}
a{color:var(--link)}
:focus-visible{outline:3px solid #ffb81c;outline-offset:2px}
.answer{font-size:1.3rem;line-height:1.45;border-left:.4rem solid var(--link);
padding:.4rem 0 .4rem 1rem;margin:.75rem 0 1rem}
.answer.refused{border-left-style:double}
dl{margin:0;border-top:1px solid var(--rule)}
dl div{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:.5rem 0;
border-bottom:1px solid var(--rule)}
dt{flex:0 0 12rem;color:var(--quiet)}dd{margin:0;flex:1 1 16rem;font-weight:bold}
figure{margin:.5rem 0}figcaption{color:var(--quiet);margin-top:.5rem;max-width:42rem}
.scroll{overflow-x:auto}.scroll svg{display:block;width:100%;min-width:34rem;height:auto}
summary{cursor:pointer;padding:.65rem 0;color:var(--link);text-decoration:underline}
table{border-collapse:collapse;width:100%;font-size:1rem}
caption{text-align:left;color:var(--quiet);padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;
border-bottom:1px solid var(--rule)}
.long{min-width:16rem}
.number{font-variant-numeric:tabular-nums}
.none{color:var(--quiet)}
.checks{list-style:none;padding:0}.checks li{border-bottom:1px solid var(--rule);padding:.7rem 0}
.state.passed{color:var(--good)}.state.failed{color:var(--bad)}
.state.cannot_tell{color:var(--unsure)}
pre{background:var(--soft);padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;
font-size:.95rem}
@media print{:root{color-scheme:light;--ink:#000;--page:#fff;--quiet:#333;--rule:#888;
--soft:#fff;--link:#000;--good:#000;--bad:#000;--unsure:#000}
body{font-size:11pt}main{max-width:none;padding:0}pre{border:1px solid #888}.skip{display:none}
h2{break-after:avoid}figure,li,tr,dl div{break-inside:avoid}.scroll{overflow:visible}
.scroll svg{min-width:0;max-width:15cm}
table{font-size:7.5pt}th,td{padding:.15rem .35rem .15rem 0}.long{min-width:2.6cm}
td,th{overflow-wrap:break-word}details:not([open])>summary{display:none}}
"""
