import { Button, Dialog, Heading, Paragraph, Table } from '@digdir/designsystemet-react';
import type { ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import { SourceNotes } from '../news/source-notes.tsx';
import { informationTypes } from '../records/information-type.ts';
import { type Language, useLanguage, useTexts } from '../texts/language.tsx';
import { type Cell, partFor } from './cells.ts';
import { coverageTexts } from './coverage-texts.ts';
import { partSentences } from './part-sentences.ts';
import type { Told } from './reading-state.ts';
import { counted, sentenceText, sinceText } from './sentence-text.ts';
import { askedFor, isMissing, type SourceStanding } from './sources.ts';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';

interface CoverageTableProps {
  readonly standings: readonly SourceStanding[];
  readonly told: Told;
  readonly ask: (requests: readonly ReadingRequest[]) => void;
  readonly onClose: () => void;
}

/** Everything that coverage knows: each source, and of each type what it answered. */
export function CoverageTable({ standings, told, ask, onClose }: CoverageTableProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
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
            {isMissing(kind) && <SourceNotes sources={askedFor(cells)} />}
            <Table data-size="sm">
              <caption className="only-heard">{name}</caption>
              <Table.Head>
                <Table.Row>
                  <Table.HeaderCell>{text.whatOf}</Table.HeaderCell>
                  <Table.HeaderCell>{text.answer}</Table.HeaderCell>
                </Table.Row>
              </Table.Head>
              <Table.Body>
                {inOrder(cells).map((cell) => (
                  <CellRow key={cell.contract} cell={cell} told={told} language={language} />
                ))}
              </Table.Body>
            </Table>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function inOrder(cells: readonly Cell[]): readonly Cell[] {
  const placeOf = ({ contract }: Cell) => informationTypes.indexOf(partFor(contract));
  return [...cells].sort((one, other) => placeOf(one) - placeOf(other));
}

interface CellRowProps {
  readonly cell: Cell;
  readonly told: Told;
  readonly language: Language;
}

function CellRow({ cell, told, language }: CellRowProps) {
  const text = useTexts(texts);
  const { state, contract, shown, late, covers } = cell;
  const type = partFor(contract);
  // What was withheld is said below with its reason.
  const notes = 'coverage' in state ? state.coverage.notes.filter((note) => note !== 'records-withheld') : [];
  const count = shown.length + late.length;
  const besides = partSentences([cell], told).filter((sentence) => 'at' in sentence && sentence.kind !== 'found');
  return (
    <Table.Row>
      <Table.HeaderCell scope="row">{typeTexts[language][type].heading}</Table.HeaderCell>
      <Table.Cell>
        {count > 0 && <p>{`${text.records(counted(count, language))}${sinceText(covers?.from, language)}`}</p>}
        {besides.map((sentence) => (
          <p key={JSON.stringify(sentence)}>{sentenceText(sentence, type, language)}</p>
        ))}
        {notes.length > 0 && <p>{asSentence(notes.map((note) => coverageTexts[language].notes[note]).join('; '))}</p>}
      </Table.Cell>
    </Table.Row>
  );
}

function asSentence(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase()}${words.slice(1)}.`;
}
