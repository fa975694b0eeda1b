import type { Fault } from '../../../faces/portal-api/shapes/follow-up.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** What is wrong with a delivery, and where. */
export function FaultTable({ faults }: { readonly faults: readonly Fault[] }) {
  const text = useTexts(texts);
  const columns: readonly Column<Fault>[] = [
    { heading: text.line, cell: ({ line }) => (line === 0 ? text.wholeFile : line) },
    {
      heading: text.column,
      cell: ({ column }) =>
        column === undefined ? '–' : typeof column === 'number' ? text.columnNumber(column) : <code>{column}</code>,
    },
    { heading: text.fault, cell: ({ fault }) => text.faults[fault] },
  ];
  return (
    <DataTable
      caption={text.faultsFound}
      columns={columns}
      rows={faults}
      keyOf={({ line, column, fault }) => `${line} ${column} ${fault}`}
    />
  );
}
