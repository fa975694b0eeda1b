/** A family of metrics as Prometheus reads it (text exposition format 0.0.4). */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Throws on a line that is not of the format, and on a sample that no family announced. */
export function readExposition(text: string): Family[] {
  const families: (Family & { samples: Sample[] })[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    const last = families.at(-1);
    if (kind === 'HELP') families.push({ name, help: rest, type: '', samples: [] });
    else if (kind === 'TYPE' && last?.name === name) families.splice(-1, 1, { ...last, type: rest });
    else last?.samples.push(sampleIn(line, last));
  }
  return families;
}

const form = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const labelForm = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/gy;

function sampleIn(line: string, family: Family): Sample {
  const [, name = '', inner = '', number] = form.exec(line) ?? [];
  const suffixes = family.type === 'histogram' || family.type === 'summary' ? ['', '_bucket', '_sum', '_count'] : [''];
  if (!suffixes.some((suffix) => name === family.name + suffix)) throw new Error(`No family announced: ${line}`);
  const labels = [...inner.matchAll(labelForm)].map(([, label, value]) => [label, value]);
  return { name, labels: Object.fromEntries(labels), value: Number(number) };
}
