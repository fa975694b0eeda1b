import { type ReactNode, useRef } from 'react';
import { Link } from 'react-router';
import type { MapEdge, ShownMap } from '../../../faces/portal-api/shapes/map.ts';
import { useWidth } from '../../parts/use-width.ts';
import { useTexts } from '../../texts/language.tsx';
import { type Box, type Line, layOut, lineHeight } from './layout.ts';
import { texts } from './texts.ts';
import { useMapWords, wayTo } from './words.ts';

/** The map as a drawing as wide as there is room for. */
export function MapDrawing({ map: { nodes, edges } }: { readonly map: ShownMap }) {
  const text = useTexts(texts);
  const { nameOf } = useMapWords();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { height, boxes, lines } = layOut(nodes, edges, Math.max(width, 280), nameOf);
  const edgeOf = (id: string) => edges.find(({ from, to }) => id !== 'bridge' && (from === id || to === id));
  return (
    <div ref={place} className="map">
      {width > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in.
        <svg role="group" aria-label={text.drawing} width={Math.max(width, 280)} height={height + 2}>
          {lines.map((line) => (
            <Road key={`${line.edge.from} ${line.edge.to}`} line={line} />
          ))}
          {boxes.map((box) => (
            <Drawn key={box.node.id} box={box} edge={edgeOf(box.node.id)} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** Its state is told by its pattern and a sign, too. */
function Road({ line: { edge, d, thickness, middle } }: { readonly line: Line }) {
  const sign = { good: '', quiet: '', trouble: '!', bad: '×' }[edge.state];
  return (
    <g className={`map__road map__road--${edge.state}`}>
      <path d={d} strokeWidth={thickness} />
      {sign && (
        <>
          <circle cx={middle.x} cy={middle.y} r={9} />
          <text x={middle.x} y={middle.y} textAnchor="middle" dominantBaseline="central">
            {sign}
          </text>
        </>
      )}
    </g>
  );
}

function Drawn({ box, edge }: { readonly box: Box; readonly edge: MapEdge | undefined }) {
  const text = useTexts(texts);
  const { trafficOf } = useMapWords();
  const { node, x, y, width, height, lines } = box;
  const isBridge = node.kind === 'bridge';
  const troubled = edge && (edge.state === 'bad' || edge.state === 'trouble') ? text.states[edge.state] : undefined;
  const below = edge && (troubled ?? trafficOf(edge) ?? text.states[edge.state]);
  const top = isBridge ? height / 2 - (lines.length * lineHeight) / 2 : 8;
  return (
    <Linked to={wayTo(node)}>
      <g className={`map__box map__box--${node.kind}`} transform={`translate(${x + 1} ${y + 1})`}>
        <rect width={width - 2} height={height} rx={4} />
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one name may be the same.
          <text key={at} x={isBridge ? width / 2 : 8} y={top + (at + 0.8) * lineHeight} data-middle={isBridge}>
            {line}
          </text>
        ))}
        {below && (
          <text className="map__below" x={8} y={top + (lines.length + 0.8) * lineHeight}>
            {below}
          </text>
        )}
      </g>
    </Linked>
  );
}

function Linked({ to, children }: { readonly to: string | undefined; readonly children: ReactNode }) {
  return to === undefined ? children : <Link to={to}>{children}</Link>;
}
