import './county-map.css';
import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { CountyCode, MapPoint } from '../../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { UnitLinks } from '../unit-links.tsx';
import { type Cluster, clustered } from './clusters.ts';
import { closeUp, type Frame, frameOf, kilometres, placeIn } from './frame.ts';
import { outlines, towns } from './outlines.ts';

interface CountyMapProps {
  /** Undefined = all three. */
  readonly county: CountyCode | undefined;
  readonly points: readonly MapPoint[];
  /** What is told of the points. */
  readonly note?: string;
}

/** Marks closer than this part of the map's height would lie on each other. */
const markSize = 1 / 18;

/** Units of one mark that are named beside the map; all of them are in the list. */
const mostNamed = 30;

/** The drawn counties with units at their places; where many lie close, one mark tells how many and comes closer. */
export default function CountyMap({ county, points, note }: CountyMapProps) {
  const { map } = useTexts(texts);
  const [close, comeCloser] = useState<Close>();
  const whole = frameOf(county);
  // A new search begins with the whole map again.
  const closeNow = close?.of === points ? close : undefined;
  const frame = closeNow?.frame ?? whole;
  const proportion = whole.width / whole.height;
  const size = { aspectRatio: proportion, maxWidth: `calc(${proportion} * min(44rem, 80dvh))` };
  const clusters = clustered(points, frame.height * markSize);
  const near = ({ points: together }: Cluster) =>
    comeCloser({ of: points, together, frame: closeUp(together.map(kilometres), proportion) });
  return (
    <section className="county-map" aria-label={map.title}>
      <div className="county-map__sheet" style={size}>
        <Drawing frame={frame} />
        {clusters.map((cluster) => (
          <Mark key={cluster.points[0].hsaId} cluster={cluster} frame={frame} near={() => near(cluster)} />
        ))}
      </div>
      {closeNow && (
        <>
          <Button variant="secondary" data-size="sm" onClick={() => comeCloser(undefined)}>
            {map.whole}
          </Button>
          <UnitLinks units={closeNow.together.slice(0, mostNamed)} />
        </>
      )}
      <Paragraph data-size="sm">
        {note} {map.sketch}
      </Paragraph>
    </section>
  );
}

/** What of the map has been come closer to: units that may lie at one address are listed too. */
interface Close {
  readonly of: readonly MapPoint[];
  readonly together: readonly MapPoint[];
  readonly frame: Frame;
}

function Drawing({ frame }: { readonly frame: Frame }) {
  const { map } = useTexts(texts);
  const title = useId();
  const { left, top, width, height } = frame;
  const letters = height / 42;
  return (
    <svg viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-labelledby={title}>
      <title id={title}>{map.title}</title>
      {Object.entries(outlines).map(([code, points]) => (
        <polygon
          key={code}
          className="county-map__county"
          points={points.map(([east, north]) => `${east},${-north}`).join(' ')}
          strokeWidth={height / 500}
        />
      ))}
      {towns.map(({ name, at: [east, north], isLeft }) => (
        <g key={name} className="county-map__town">
          <circle cx={east} cy={-north} r={height / 220} />
          <text
            x={east + (isLeft ? -height : height) / 60}
            y={-north + letters / 3}
            fontSize={letters}
            textAnchor={isLeft ? 'end' : 'start'}
          >
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}

interface MarkProps {
  readonly cluster: Cluster;
  readonly frame: Frame;
  readonly near: () => void;
}

function Mark({ cluster: { at, points }, frame, near }: MarkProps) {
  const { map } = useTexts(texts);
  const place = placeIn(frame, at);
  if (!place) return null;
  const style = { left: `${place.x}%`, top: `${place.y}%` };
  const [first] = points;
  if (points.length === 1)
    return (
      <Link className="county-map__unit" style={style} to={`/directory/units/${first.hsaId}`} title={first.name}>
        <span className="only-heard">{first.name}</span>
      </Link>
    );
  return (
    <button
      type="button"
      className="county-map__cluster"
      style={style}
      title={points
        .slice(0, mostNamed)
        .map(({ name }) => name)
        .join('\n')}
      aria-label={map.cluster(points.length, first.name)}
      onClick={near}
    >
      {points.length}
    </button>
  );
}
