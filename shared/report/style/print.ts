/**
 * Paper: A4, light, everything open. Chromium extracts text in paint order, so nothing here is positioned, floated
 * or transparent. Headings keep their spaces, or the PDF outline joins the words between which a line breaks.
 */
export const printStyle = `
@media print {
  :root { color-scheme: light }
  html { font-size: 9.4pt; line-height: 1.4; -webkit-print-color-adjust: exact; print-color-adjust: exact }
  .skip, .ways > input, .ways > label { display: none }
  .cover {
    page: cover;
    height: 297mm;
    overflow: hidden;
    padding: 24mm 20mm 18mm;
    display: flex;
    flex-direction: column;
    break-after: page;
  }
  .cover h1 { margin-top: 62mm; font-size: 33pt }
  .cover .sub { font-size: 13pt }
  .cover dl { font-size: 10.5pt }
  .cover .foot { margin-top: auto; font-size: 8.6pt }
  .shell { display: block; max-width: none; padding: 0 }
  .side {
    page: contents;
    position: static;
    height: auto;
    overflow: visible;
    border: 0;
    padding: 0;
    font-size: 9.6pt;
    break-after: page;
  }
  .conth { font-size: 18pt; font-weight: 650; border-top: 3px solid var(--brand); padding-top: 2.5mm; margin-bottom: 5mm }
  .toc a { padding: .35mm 0; border-bottom: .4pt solid #cfd7de }
  .toc > li > a { font-weight: 650; margin-top: .5mm }
  .toc ol { padding-left: 6mm; margin: 0 }
  .toc .sev { font-size: 6.6pt; padding: 0 1.2mm; min-width: 14.5mm; align-self: center }
  main { padding: 0 }

  h2 { break-before: page; margin-top: 0; padding-top: 2.5mm; font-size: 18pt }
  .flow > h2 { break-before: auto; margin-top: 9mm }
  h1, h2, h3, h4 { white-space: pre-wrap }
  h3 { font-size: 12pt; margin: 5.5mm 0 1.4mm }
  h4 { font-size: 9.9pt; margin: 3.4mm 0 .8mm }
  h2, h3, h4, figcaption, caption, .fn, .wl, .wh, summary { break-after: avoid; break-inside: avoid }
  p { margin: .8mm 0 1.7mm }
  p, ul, ol { max-width: none }
  p, li { orphans: 3; widows: 3 }
  p.soft { font-size: 8.4pt }
  a { color: inherit; text-decoration: none }
  p a, li a, td a, tbody th a { color: #0b5a7a }
  .toc a { color: inherit }
  .lead { font-size: 10.6pt }

  .tw { overflow: visible; margin: 1mm 0 2.6mm }
  table { font-size: 8.7pt }
  thead { display: table-header-group }
  tfoot { display: table-row-group }
  tfoot tr { break-before: avoid }
  thead th { font-size: 7.9pt }
  th, td { padding-top: .95mm; padding-bottom: .95mm }
  table.kv th, table.kv td { padding-top: .7mm; padding-bottom: .7mm }
  table.kv th { width: 34mm }
  .eid { font-size: 8pt }
  tr, .note, .figs, figure, ul.check, .tw.short, .fh, pre.short, table.sign { break-inside: avoid }
  figure:has(svg + svg) { break-inside: auto }
  svg.chart { min-width: 0; break-inside: avoid }
  figure { margin: 2mm 0 4mm }
  .plot { overflow: visible }
  .two { break-inside: avoid }
  .two p { font-size: 9.2pt }
  .note { padding: 1.6mm 3mm; margin: 2mm 0 }
  .figs { margin: 2.4mm 0 3mm; grid-template-columns: repeat(auto-fit, minmax(25mm, 1fr)) }
  .figs li { padding-top: 1.4mm; padding-bottom: 1.6mm }

  article.f { margin-top: 8mm }
  article.f.newpage { break-before: page; border-top: 0; padding-top: 0; margin-top: 0 }
  article.f h3 { font-size: 14.5pt }
  /* Findings that follow one another are told in short and set smaller. */
  article.f:not(.newpage) { margin-top: 6mm; font-size: 8.6pt }
  article.f:not(.newpage) h3 { font-size: 12pt }
  article.f:not(.newpage) h4 { margin: 2.2mm 0 .4mm }
  .fh { break-after: avoid }
  .one { font-size: 10.6pt }
  .fold > summary h3 { display: block }
  .fold > .fb { padding-top: 0 }

  pre {
    font-size: 7.7pt;
    line-height: 1.42;
    margin: .6mm 0 2mm;
    padding: 1.4mm 2.4mm;
    orphans: 4;
    widows: 4;
    -webkit-box-decoration-break: clone;
    box-decoration-break: clone;
  }
  table.diff { font-size: 7.7pt }
  article.f:not(.newpage) pre { font-size: 6.8pt; line-height: 1.34; margin: .3mm 0 1mm; padding: .8mm 2mm }
  details::details-content { content-visibility: visible; display: block; height: auto }
  details { margin: 0 }
  summary { list-style: none }
  summary::-webkit-details-marker { display: none }
  details.chunk > summary { font-weight: 400; color: var(--soft) }
  details.chunk > .tw { content-visibility: visible }
  details.raw { margin: 0 }
  details.raw > summary { font-size: 8.2pt; padding: 0 }
  details.raw pre { font-size: 6.9pt; line-height: 1.36 }

  .wl { margin: 3mm 0 1.2mm; font-size: 9.9pt }
  .way, .ways > input ~ .way:nth-of-type(n) {
    display: block;
    border: 0;
    border-left: 1.5pt solid #cfd7de;
    padding: 0 0 0 4mm;
    margin: 0 0 3mm;
  }
  .way > .wh { display: block; font-weight: 700; margin: 0 0 .8mm }
  .ways > .way:nth-of-type(1) { break-before: avoid }

  table.work th, table.work td { line-height: 1.32; padding-top: .8mm; padding-bottom: .8mm; font-size: 8.2pt }
  table.work td.blank { height: 9.6mm }
  table.sign td, table.sign tbody th { height: 14mm }
}
`;
