import './map.css';
import { Heading, Paragraph, Spinner, Tag } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { MapEdge, MapNode, ShownMap } from '../../../faces/portal-api/shapes/map.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { MapDrawing } from './map-drawing.tsx';
import { texts } from './texts.ts';
import { useMapWords, wayTo } from './words.ts';

const color = { good: 'success', quiet: 'neutral', trouble: 'warning', bad: 'danger' } as const;

/** Who talks to whom, drawn and in words. */
export default function MapPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const moment = useMoment();
  const { data, error, isPending } = usePolled<ShownMap>('/ops/map', 60_000);
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} />}
      {data && (
        <>
          <Paragraph>{text.text(moment(data.since))}</Paragraph>
          <MapDrawing map={data} />
          <Heading level={2} data-size="xs">
            {text.table}
          </Heading>
          <InWords {...data} />
        </>
      )}
    </div>
  );
}

function InWords({ nodes, edges }: ShownMap) {
  const text = useTexts(texts);
  const { nameOf, trafficOf } = useMapWords();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const outerOf = ({ from, to }: MapEdge): MapNode | undefined => byId.get(from === 'bridge' ? to : from);
  const name = (id: string) => {
    const node = byId.get(id);
    const way = node && wayTo(node);
    const said = node ? nameOf(node) : id;
    return way ? (
      <Link className="ds-link" to={way}>
        {said}
      </Link>
    ) : (
      said
    );
  };
  const columns: readonly Column<MapEdge>[] = [
    { heading: text.from, cell: ({ from }) => name(from) },
    { heading: text.to, cell: ({ to }) => name(to) },
    {
      heading: text.way,
      cell: (edge) => {
        const kind = outerOf(edge)?.kind;
        return kind && kind !== 'bridge' && text.ways[kind];
      },
    },
    { heading: text.traffic, cell: (edge) => trafficOf(edge) ?? text.notCounted },
    { heading: text.state, cell: ({ state }) => <Tag data-color={color[state]}>{text.states[state]}</Tag> },
  ];
  return <DataTable caption={text.caption} columns={columns} rows={edges} keyOf={({ from, to }) => `${from} ${to}`} />;
}
