import { escapeAttribute, escapeText } from '../xml/index.ts';
import { byContract, type Report, type ReportedResult } from './report.ts';
import { reportTexts } from './report-texts.ts';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem; border-top: 1px solid #8888; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
th { width: 7rem; font-weight: normal; }
ul { margin: 0; padding-left: 1.2rem; }
.failed th { font-weight: bold; }
`;

/** The report as one page that needs nothing else: to be read, printed and sent on. */
export function htmlReport(report: Report): string {
  const texts = reportTexts[report.language];
  const { url, address } = report.system;
  const { passed, failed, notTried } = report.sums;
  const groups = [...byContract(report)].map(
    ([contract, results]) => `<h2>${escapeText(contract ?? texts.once)}</h2>
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
<p>${escapeText(url)}<br>${texts.address}: ${escapeText(address)}<br>${texts.at}: ${report.at}</p>
<p><strong>${texts.sums(passed, failed, notTried)}</strong></p>
${groups.join('\n')}
</body>
</html>
`;
}

type Texts = (typeof reportTexts)[Report['language']];

function row({ check, outcome, title, found, why, mend }: ReportedResult, texts: Texts): string {
  const items = found.map((one) => `<li>${escapeText(one)}</li>`).join('');
  const list = items && `<ul>${items}</ul>`;
  const reasons =
    outcome === 'failed' ? `<p>${texts.why}: ${escapeText(why)}</p><p>${texts.mend}: ${escapeText(mend)}</p>` : '';
  const name = `<span title="${escapeAttribute(check)}">${escapeText(title)}</span>`;
  return `<tr class="${outcome}"><th scope="row">${texts.outcomes[outcome]}</th><td>${name}${list}${reasons}</td></tr>`;
}
