import type { AlertField } from '../records/alert.ts';
import type { Item } from '../records/item.ts';
import { terms } from '../records/terms.ts';
import { useTexts } from '../texts/language.tsx';
import { FoldedGroup, Group } from './groups.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';
import { type SymbolField, symbolFields, WarningSymbol } from './warning-symbol.tsx';

const fieldOf: Readonly<Record<AlertField, SymbolField>> = {
  hypersensitivity: 'hypersensitivity',
  seriousDisease: 'disease',
  treatment: 'disease',
  communicableDisease: 'communicable',
  restrictionOfCare: 'restriction',
  unstructuredAlertInformation: 'unstructured',
};

/** What must be known before treating: the symbol, warnings in force by its fields, and those no longer so. */
export default function AlertPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  const { current, past } = Object.groupBy(items, ({ marks }) =>
    marks.includes('obsolete') || marks.includes('withdrawn') ? 'past' : 'current',
  );
  const byField = Object.groupBy(current ?? [], symbolFieldOf);
  const inOrder = symbolFields.flatMap((field) => bySeverity(byField[field] ?? []));
  const counts = Object.fromEntries(symbolFields.map((field) => [field, byField[field]?.length ?? 0]));
  return (
    <>
      <WarningSymbol counts={counts as Record<SymbolField, number>} />
      <Group name={text.currentWarnings} count={inOrder.length}>
        <Warnings items={inOrder} open={open} label={text.currentWarnings} />
      </Group>
      <FoldedGroup name={text.obsoleteWarnings} count={past?.length ?? 0}>
        <Warnings items={past ?? []} open={open} label={text.obsoleteWarnings} />
      </FoldedGroup>
    </>
  );
}

/** What cannot be read may be anything: it stands among the unstructured ones. */
function symbolFieldOf({ group }: Item): SymbolField {
  return fieldOf[group as AlertField] ?? 'unstructured';
}

/** The words of KV Allvarlighetsgrad, the gravest first; what is not graded so stands before the mildest. */
const grades = ['livshotande', 'skadlig', undefined, 'besvärande'];

function bySeverity(items: readonly Item[]): readonly Item[] {
  const rank = ({ details }: Item) => {
    const severity = details.find(({ label }) => label === 'severity')?.value.toLowerCase();
    const found = grades.findIndex((grade) => grade && severity?.includes(grade));
    return found < 0 ? grades.indexOf(undefined) : found;
  };
  return items.toSorted((one, other) => rank(one) - rank(other));
}

function Warnings({ items, open, label }: PartProps & { readonly label: string }) {
  const known = useTexts(terms);
  return (
    <LongList rows={items} keyOf={({ key }) => key} label={label} estimate={120}>
      {(item) => (
        <ItemRow item={item} open={open}>
          {item.group && <p className="item__kind">{known[item.group as AlertField]}</p>}
          {item.summary && <p className="item__summary">{item.summary}</p>}
        </ItemRow>
      )}
    </LongList>
  );
}
