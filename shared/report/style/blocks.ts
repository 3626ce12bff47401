/** Tables, notes, figures, findings, code, tabs and forms on screen. */
export const blockStyle = `
ol.who { list-style: none; margin: .3rem 0 1rem; padding: 0 }
ol.who li { position: relative; padding: 0 0 .5rem 1.5rem; break-inside: avoid }
ol.who li::before {
  content: "";
  position: absolute;
  left: .1rem;
  top: .28rem;
  width: .62rem;
  height: .62rem;
  border: 1.5px solid var(--rule);
  border-radius: 50%;
}
ol.who li::after {
  content: "";
  position: absolute;
  left: .45rem;
  top: 1.1rem;
  bottom: -.2rem;
  border-left: 1.5px solid var(--rule);
}
ol.who li.open::before, ol.who li.open::after { border-style: dashed }
ol.who li.open::after { border-width: 0 0 0 1.5px }
ol.who li:last-child::after { display: none }
ol.who p { margin: .1rem 0; font-size: .9em }
ol.who .sure { border: 1px solid var(--hair); border-radius: 3px; padding: 0 .3em; font-size: .8em }
.tw { overflow-x: auto; margin: .6rem 0 1.2rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.42 }
caption { text-align: left; font-weight: 650; padding: .2rem 0 .45rem; font-size: .93rem }
caption .soft { font-weight: 400 }
th, td {
  text-align: left;
  vertical-align: top;
  padding: .42rem .7rem .42rem 0;
  border-bottom: 1px solid var(--hair);
  overflow-wrap: break-word;
}
th:last-child, td:last-child { padding-right: 0 }
thead th {
  font-size: .8rem;
  font-weight: 650;
  color: var(--soft);
  border-bottom: 1.5px solid var(--rule);
  vertical-align: bottom;
}
tbody th { font-weight: 600 }
th .x, td .x, td code, td .mono { font-size: .9em }
td .mono .x { font-size: inherit }
td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
tfoot th, tfoot td { border-top: 1.5px solid var(--rule); border-bottom: 0; font-weight: 650 }
table.sum tbody th { font-weight: 400 }
table.sum tbody tr:last-child > * { border-bottom-color: var(--rule) }
table.kv th { width: 11.2rem; color: var(--soft); font-weight: 500 }
table.kv th, table.kv td { padding-top: .3rem; padding-bottom: .3rem }
table.grid th, table.grid td { border: 1px solid var(--rule); padding: .4rem .55rem }
table.grid td.blank { height: 2.6rem }
table.work th, table.work td { font-size: .84rem }
table.sign td, table.sign tbody th { height: 3.4rem }
.eid { display: block; font-size: .84rem; color: var(--soft) }
@media screen and (max-width: 820px) {
  table.wide { min-width: 44rem }
  table.kv th { width: 32% }
}

.note { background: var(--note); border-left: 4px solid var(--brand); padding: .7rem 1rem; margin: 1rem 0 }
.note.gap { background: var(--gap); border-left-color: var(--medium); border-left-style: double; border-left-width: 6px }
.note p { margin: .2rem 0; max-width: none }
.figs {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(8.6rem, 1fr));
  list-style: none;
  max-width: none;
  margin: 1.2rem 0 1.4rem;
  padding: 0;
  border-top: 1px solid var(--rule);
  border-bottom: 1px solid var(--rule);
  overflow: hidden;
}
.figs li { margin: 0 0 0 -1px; padding: .7rem .5rem .8rem .9rem; border-left: 1px solid var(--hair) }
.figs li:first-child { padding-left: 1px }
.figs b { display: block; font-size: 1.75rem; font-weight: 650; line-height: 1.15; font-variant-numeric: tabular-nums }
.figs span { display: block; font-size: .83rem; line-height: 1.35; color: var(--soft) }

article.f { margin: 2.6rem 0 0; padding-top: 1.1rem; border-top: 1px solid var(--rule) }
article.f h3 { margin: 0; font-size: 1.34rem }
article.f header {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr);
  gap: .3rem .9rem;
  align-items: baseline;
  margin-bottom: .5rem;
}
article.f header h3 { grid-column: 1 / -1 }
article.f .id { color: var(--soft); font-weight: 600; overflow-wrap: anywhere }
article.f .kv { font-size: .88rem }
.one {
  font-size: 1.06rem;
  line-height: 1.48;
  border-left: 4px solid var(--rule);
  padding: .1rem 0 .1rem .9rem;
  margin: .8rem 0 1rem;
  max-width: 76ch;
}
.f.critical .one { border-left-color: #7a1029 }
.f.high .one { border-left-color: #b8431a }
.f.medium .one { border-left-color: #dcae5c }
.fold > summary { padding: 0 }
.fold > summary h3 { display: inline }
.fold > .fb { padding-top: .6rem; scroll-margin-top: 4rem }

pre {
  font: .82rem/1.5 var(--mono);
  background: var(--panel);
  border: 1px solid var(--hair);
  border-left: 3px solid var(--rule);
  padding: .65rem .85rem;
  margin: .4rem 0 .9rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  tab-size: 2;
}
pre code { font-size: inherit; direction: ltr; unicode-bidi: isolate }
.fn { font-size: .82rem; color: var(--soft); margin: .6rem 0 -.25rem }
.fn b { color: var(--ink); font-weight: 600 }
details { margin: .4rem 0 .8rem }
summary { cursor: pointer; font-weight: 600; font-size: .9rem; padding: .2rem 0; overflow-wrap: anywhere }
summary .soft { font-weight: 400 }
details.chunk > .tw { content-visibility: auto; contain-intrinsic-size: auto 40rem }
details.raw { margin: .15rem 0 }
details.raw pre { word-break: break-all }
table.diff { font: .82rem/1.45 var(--mono); border: 1px solid var(--hair) }
table.diff td { border: 0; padding: .05rem .5rem; white-space: pre-wrap; overflow-wrap: anywhere }
table.diff td:first-child { width: 1.6rem; text-align: center; font-weight: 700; color: var(--soft); padding-right: .2rem }
table.diff tr.a { background: var(--add) }
table.diff tr.d { background: var(--del) }
table.diff tr.a td { font-weight: 700 }
table.diff ins, table.diff del { text-decoration: none }
table.diff tr.a td:first-child { border-left: 4px solid #1d6b3a; color: inherit }
table.diff tr.d td:first-child { border-left: 4px double #7a1029; color: inherit }
table.diff caption { font-family: var(--sans); padding: .2rem 0 .4rem }

.ways { margin: .5rem 0 1rem }
@media screen { .ways { position: relative } }
.wl { font-weight: 700; font-size: .98rem; color: var(--brand); margin: 1.1rem 0 .45rem }
.ways > input { position: absolute; opacity: 0; pointer-events: none }
.ways > label {
  display: inline-block;
  padding: .32rem .95rem;
  border: 1px solid var(--rule);
  border-bottom: 0;
  margin-right: .25rem;
  font-weight: 600;
  font-size: .9rem;
  cursor: pointer;
  background: var(--panel);
  border-radius: 5px 5px 0 0;
}
.ways > label:hover { text-decoration: underline }
.ways > input:checked + label { background: var(--paper); box-shadow: inset 0 3px 0 var(--brand) }
.ways > input:focus-visible + label { outline: 3px solid var(--link); outline-offset: 2px }
.way { display: none; border: 1px solid var(--rule); padding: .7rem 1rem .4rem }
.way > .wh { display: none }
.way > ol:first-of-type { margin-top: .1rem }
.ways > input:nth-of-type(1):checked ~ .way:nth-of-type(1),
.ways > input:nth-of-type(2):checked ~ .way:nth-of-type(2),
.ways > input:nth-of-type(3):checked ~ .way:nth-of-type(3) { display: block }
@media screen and (max-width: 480px) {
  .ways > label { padding: .32rem .55rem; font-size: .84rem }
  .way { padding: .6rem .6rem .3rem }
}

.box { display: inline-block; width: .95em; height: .95em; border: 1.5px solid var(--ink); vertical-align: -.12em; margin-right: .45em; flex: none }
ul.check { list-style: none; padding: 0 }
ul.check li { display: flex; align-items: baseline; margin: .3rem 0 }
`;
