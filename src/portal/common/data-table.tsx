import './data-table.css';
import { Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => ReactNode;
  /** Set against the right edge, digits under digits. */
  readonly isNumber?: true;
}

interface DataTableProps<Row> {
  /** What the table is of; read aloud, not shown. */
  readonly caption: string;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Said where there are no rows. */
  readonly none?: string;
}

const as = (role: string) => ({ role });

/**
 * Rows of the same kind. On a phone each row becomes a block of its own, every value under its heading. The roles are
 * named since a browser forgets them where a table is laid out as blocks.
 */
export function DataTable<Row>({ caption, columns, rows, keyOf, none }: DataTableProps<Row>) {
  const text = useTexts(texts);
  if (rows.length === 0) return <Paragraph>{none ?? text.none}</Paragraph>;
  return (
    <table className="ds-table data-table" {...as('table')} data-size="sm">
      <caption className="only-heard">{caption}</caption>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {columns.map(({ heading, isNumber }) => (
            <th key={heading} scope="col" {...as('columnheader')} data-number={isNumber}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as('rowgroup')}>
        {rows.map((row) => (
          <tr key={keyOf(row)} {...as('row')}>
            {columns.map(({ heading, cell, isNumber }, at) =>
              at === 0 ? (
                <th key={heading} scope="row" {...as('rowheader')} data-heading={heading}>
                  {cell(row)}
                </th>
              ) : (
                <td key={heading} {...as('cell')} data-heading={heading} data-number={isNumber}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
