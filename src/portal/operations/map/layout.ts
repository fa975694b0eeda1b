import type { MapEdge, MapNode } from '../../../faces/portal-api/shapes/map.ts';

/** A node on the drawing; lengths in CSS pixels. */
export interface Box {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its name, cut into lines that fit. */
  readonly lines: readonly string[];
}

export interface Line {
  readonly edge: MapEdge;
  /** Of an SVG path. */
  readonly d: string;
  readonly thickness: number;
  /** Where its sign stands. */
  readonly middle: { readonly x: number; readonly y: number };
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const lineHeight = 18;
const padding = 8;
const gap = 10;
const groupGap = 26;
/** Of the page's font at 14 pixels; wide letters are wider, so lines are filled a little less than they could be. */
const letterWidth = 7.6;

/** Which nodes stand below each other, from left to right; between kinds there is some room. */
const columns: readonly (readonly MapNode['kind'][])[] = [
  ['caller'],
  ['bridge'],
  ['source', 'destination', 'register'],
];

/** Callers to the left, the bridge in the middle, all that it talks with to the right, within the given width. */
export function layOut(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  width: number,
  nameOf: (node: MapNode) => string,
): Drawing {
  const middle = Math.min(150, Math.max(62, Math.round(width * 0.16)));
  const room = Math.max(20, Math.round(width * 0.1) - 16);
  const side = Math.floor((width - middle - 2 * room) / 2);
  const [widths, lefts] = [
    [side, middle, side],
    [0, side + room, side + 2 * room + middle],
  ];
  const stacked = columns.map((kinds, at) => stack(kinds, lefts[at] ?? 0, widths[at] ?? 0));
  const height = Math.max(...stacked.map(({ bottom }) => bottom));
  const boxes = stacked.flatMap((column, at) =>
    at === 1
      ? // The bridge stands beside all of them.
        column.boxes.map((box) => ({ ...box, y: 0, height }))
      : column.boxes.map((box) => ({ ...box, y: box.y + (height - column.bottom) / 2 })),
  );
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  return { width, height, boxes, lines: edges.flatMap((edge) => lineOf(edge, byId)) };

  function stack(kinds: readonly MapNode['kind'][], x: number, boxWidth: number) {
    const found: Box[] = [];
    let y = 0;
    for (const kind of kinds) {
      const ofKind = nodes.filter((node) => node.kind === kind);
      if (found.length > 0 && ofKind.length > 0) y += groupGap - gap;
      for (const node of ofKind) {
        const lines = wrapped(nameOf(node), Math.floor((boxWidth - 2 * padding) / letterWidth));
        // One line more says how it goes.
        const boxHeight = (lines.length + 1) * lineHeight + 2 * padding;
        found.push({ node, x, y, width: boxWidth, height: boxHeight, lines });
        y += boxHeight + gap;
      }
    }
    return { boxes: found, bottom: Math.max(0, y - gap) };
  }
}

function lineOf(edge: MapEdge, boxes: ReadonlyMap<string, Box>): readonly Line[] {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
  if (!from || !to) return [];
  const outer = from.node.kind === 'bridge' ? to : from;
  const y = outer.y + outer.height / 2;
  const [start, end] = [from.x + from.width, to.x];
  return [
    {
      edge,
      d: `M ${start} ${y} H ${end}`,
      thickness: 1.5 + Math.min(4.5, Math.log10(1 + (edge.calls ?? 0)) * 1.5),
      middle: { x: (start + end) / 2, y },
    },
  ];
}

/** At most three lines; what does not fit then ends with an ellipsis. Longer words are cut. */
export function wrapped(text: string, letters: number): readonly string[] {
  const most = Math.max(4, letters);
  const words = text.split(/ +/).flatMap((word) => word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]?.slice(0, most - 1)}…`];
}
