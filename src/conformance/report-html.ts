import { escapeText } from '../xml/index.ts';
import { byContract, failures, presumed, type Report, type ReportedResult, subjectOf } from './report.ts';
import { reportTexts } from './report-texts.ts';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem; border-top: 1px solid #8888; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { width: 7rem; font-weight: normal; }
ul { margin: 0; padding-left: 1.2rem; }
dl { display: grid; grid-template-columns: fit-content(18rem) 1fr; gap: .2rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font-size: .85em; opacity: .8; }
.failed th { font-weight: bold; }
@media print { section, tr { break-inside: avoid; } }
`;

/** The report as one page that needs nothing else: to be read, printed and sent on. What is to be mended stands first. */
export function htmlReport(report: Report): string {
  const texts = reportTexts[report.language];
  const { passed, failed, notTried } = report.sums;
  const faults = [...failures(report).values()].map((results) => fault(results, texts));
  const groups = [...byContract(report)].map(
    ([subject, results]) => `<h3>${escapeText(subject)}</h3>
<table>
${results.map((result) => row(result, texts)).join('\n')}
</table>`,
  );
  return `<!doctype html>
<html lang="${report.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${texts.heading}</title>
<style>${style}</style></head>
<body>
<h1>${texts.heading}</h1>
${list(about(report, texts))}${paragraph(presumed(report))}
<p><strong>${texts.sums(passed, failed, notTried)}</strong></p>
<h2>${texts.toMend}</h2>
${faults.join('\n') || `<p>${texts.nothing}</p>`}
<h2>${texts.everything}</h2>
${groups.join('\n')}
</body>
</html>
`;
}

type Texts = (typeof reportTexts)[Report['language']];
type Pairs = readonly (readonly [term: string, html: string])[];

function about({ system, at, version }: Report, texts: Texts): Pairs {
  const time = new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' });
  return [
    ['URL', escapeText(system.url)],
    [texts.protocol, escapeText(system.protocol)],
    [system.protocol === 'fhir-r4' ? texts.hsaId : texts.address, escapeText(system.address)],
    [texts.at, `<time datetime="${at}">${time}</time>, Norrbryggan ${escapeText(version)}`],
  ];
}

const paragraph = (text = ''): string => text && `\n<p>${escapeText(text)}</p>`;

const list = (pairs: Pairs): string =>
  `<dl>${pairs.map(([term, html]) => `<dt>${term}</dt><dd>${html}</dd>`).join('')}</dl>`;

/** One check with all that it found, and once why it matters and how to mend it. */
function fault(results: readonly ReportedResult[], texts: Texts): string {
  const [first] = results;
  if (!first) return '';
  const found = results.map((result) => [escapeText(subjectOf(result) ?? texts.once), items(result)] as const);
  const said = [[texts.why, escapeText(first.why)], [texts.mend, escapeText(first.mend)], ...found] as const;
  return `<section><h3>${title(first)}</h3>${list(said)}</section>`;
}

function row(result: ReportedResult, texts: Texts): string {
  const { outcome } = result;
  return `<tr class="${outcome}"><th scope="row">${texts.outcomes[outcome]}</th><td>${title(result)}${items(result)}</td></tr>`;
}

const title = ({ check, title: words }: ReportedResult): string => `${escapeText(words)} <code>${check}</code>`;

function items({ found }: ReportedResult): string {
  return found.length > 0 ? `<ul>${found.map((one) => `<li>${escapeText(one)}</li>`).join('')}</ul>` : '';
}
