import { Button, Dialog, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import { typeOf } from '../records/information-type.ts';
import type { Language } from '../texts/language.tsx';
import { useTexts } from '../texts/language.tsx';
import type { Cell } from './cells.ts';
import { coverageTexts } from './coverage-texts.ts';
import { partSentences } from './part-sentences.ts';
import { sentenceText } from './sentence-text.ts';
import type { SourceStanding } from './sources.ts';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';

interface CoverageTableProps {
  readonly standings: readonly SourceStanding[];
  readonly ask: (requests: readonly ReadingRequest[]) => void;
  readonly onClose: () => void;
  readonly language: Language;
}

/** Everything that coverage knows: each source, and of each type what it answered. */
export function CoverageTable({ standings, ask, onClose, language }: CoverageTableProps) {
  const text = useTexts(texts);
  return (
    <Dialog
      open
      closeButton={text.close}
      onClose={onClose}
      aria-labelledby="coverage-title"
      className="coverage-dialog"
    >
      <div className="stack">
        <Heading id="coverage-title" level={2} data-size="sm">
          {text.sources}
        </Heading>
        <Paragraph>{text.sourcesText}</Paragraph>
        {standings.map(({ source, name, cells, again, kind }) => (
          <section key={source} className="stack">
            <div className="row">
              <Heading level={3} data-size="2xs">
                {text.standing(name, coverageTexts[language].standing[kind])}
              </Heading>
              {again.length > 0 && (
                <Button data-size="sm" variant="secondary" aria-label={text.againAt(name)} onClick={() => ask(again)}>
                  {text.again}
                </Button>
              )}
            </div>
            <div className="coverage-table">
              <Table data-size="sm">
                <caption className="only-heard">{name}</caption>
                <Table.Head>
                  <Table.Row>
                    <Table.HeaderCell>{text.whatOf}</Table.HeaderCell>
                    <Table.HeaderCell>{text.answer}</Table.HeaderCell>
                  </Table.Row>
                </Table.Head>
                <Table.Body>
                  {cells.map((cell) => (
                    <CellRow key={cell.contract} cell={cell} language={language} />
                  ))}
                </Table.Body>
              </Table>
            </div>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function CellRow({ cell, language }: { readonly cell: Cell; readonly language: Language }) {
  const text = useTexts(texts);
  const { state } = cell;
  const type = typeOf(cell.contract);
  const notes = 'coverage' in state ? state.coverage.notes : [];
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">{type ? typeTexts[language][type].heading : cell.contract}</Table.HeaderCell>
      <Table.Cell>
        {cell.shown.length + cell.late.length > 0 && <p>{text.items(String(cell.shown.length + cell.late.length))}</p>}
        {type &&
          partSentences([cell], { notes: [], lacking: [] }).map((sentence) => (
            <p key={sentence.kind}>{sentenceText(sentence, type, language)}</p>
          ))}
        {notes.length > 0 && <p>{notes.map((note) => coverageTexts[language].notes[note]).join('; ')}</p>}
      </Table.Cell>
    </Table.Row>
  );
}
