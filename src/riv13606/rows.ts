import { itemsOf } from './composition.ts';
import type { Conversion } from './conversions.ts';
import { child, type Node } from './node.ts';
import { code } from './values.ts';
import type { Children, Made } from './write.ts';

/** A part of a RIV-TA record, as plain data; any of it may be missing. */
export type Part = Readonly<Record<string, unknown>>;

/**
 * The table of an information type: which element of an entry (code of KV Informationstyp) is which part of the RIV-TA
 * record, read in both directions. A path is names with `/` between them, from the part that the table is about.
 */
export type Row = ElementRow | RuleRow | ClusterRow;

interface ElementRow {
  readonly kind: 'element';
  readonly code: string;
  readonly as: Conversion;
  readonly path: string;
  /** Every one of them is an item of the list at `path`. */
  readonly many: boolean;
  /** When it was observed (obs_time of the element), where that is part of the record too. */
  readonly observed: { readonly as: Conversion; readonly path: string } | undefined;
}

/** An element whose meaning is more than a value at a path. */
interface RuleRow {
  readonly kind: 'rule';
  readonly code: string;
  read(value: Node): object;
  write(part: Part): Made | undefined;
}

interface ClusterRow {
  readonly kind: 'cluster';
  readonly code: string;
  /** Where the rows' own paths start; empty = where the cluster's table does. */
  readonly path: string;
  readonly many: boolean;
  readonly rows: readonly Row[];
  readonly beside: Beside | undefined;
}

/** What a cluster says of itself beside its parts: id, links. */
interface Beside {
  read(cluster: Node): Part;
  write(part: Part): Children;
}

type Observed = ElementRow['observed'];

export function element(code: string, as: Conversion, path: string, observed?: Observed): Row {
  return { kind: 'element', code, as, path, many: false, observed };
}

export function elements(code: string, as: Conversion, path: string): Row {
  return { kind: 'element', code, as, path, many: true, observed: undefined };
}

/** A time of observation alone: the element that carries it has another value, or none. */
export function observed(as: Conversion, path: string): Observed {
  return { as, path };
}

export function rule(code: string, read: RuleRow['read'], write: RuleRow['write']): Row {
  return { kind: 'rule', code, read, write };
}

export function cluster(code: string, path: string, rows: readonly Row[]): Row {
  return { kind: 'cluster', code, path, many: false, rows, beside: undefined };
}

/** Each such cluster is an item of the list at `path`. */
export function clusters(code: string, path: string, rows: readonly Row[], beside?: Beside): Row {
  return { kind: 'cluster', code, path, many: true, rows, beside };
}

/**
 * What the rows find below an entry or cluster, however deep: codes name one place each. Where a source has left out a
 * cluster's shell, its elements are found all the same.
 */
export function readRows<Told extends object = Part>(rows: readonly Row[], holder: Node | undefined): Partial<Told> {
  return rows.reduce((part, row) => readRow(row, holder, part), {} as Part) as Partial<Told>;
}

function readRow(row: Row, holder: Node | undefined, part: Part): Part {
  // A shell alone: what sources put into it, others put beside it.
  if (row.kind === 'cluster' && row.path === '' && !row.many) return { ...part, ...readRows(row.rows, holder) };
  const found = itemsOf(holder, row.code);
  if (row.kind === 'cluster') return readCluster(row, found.length > 0 ? found : bare(row, holder), part);
  if (row.kind === 'rule') {
    const value = child(found[0], 'value');
    return value ? { ...part, ...row.read(value) } : part;
  }
  const values = found.map((one) => {
    const value = child(one, 'value');
    return value && row.as.read(value);
  });
  const read = put(part, row.path, row.many ? values.filter((value) => value !== undefined) : values[0]);
  const time = child(found[0], 'obs_time');
  return row.observed && time ? put(read, row.observed.path, row.observed.as.read(time)) : read;
}

function readCluster({ path, many, rows, beside }: ClusterRow, found: readonly Node[], part: Part): Part {
  const read = found.map((one) => ({ ...beside?.read(one), ...readRows(rows, one) }));
  if (many) return put(part, path, read.length > 0 ? read : undefined);
  const [first] = read;
  return first && Object.keys(first).length > 0 ? put(part, path, first) : part;
}

/** The holder itself, where elements of the cluster stand in it without their shell. */
function bare({ rows }: ClusterRow, holder: Node | undefined): readonly Node[] {
  return holder && rows.some(({ code }) => itemsOf(holder, code).length > 0) ? [holder] : [];
}

/** The items (of an entry) or parts (of a cluster) that say what the record does. */
export function writeRows(rows: readonly Row[], part: object): Made[] {
  return rows.flatMap((row) => writeRow(row, part as Part));
}

function writeRow(row: Row, part: Part): Made[] {
  if (row.kind === 'cluster') return writeCluster(row, part);
  if (row.kind === 'rule') {
    const value = row.write(part);
    return value ? [elementMade(row.code, { value })] : [];
  }
  const values = [valueAt(part, row.path) ?? []].flat();
  const made = values.flatMap((value) => row.as.write(value) ?? []);
  const seen = row.observed && valueAt(part, row.observed.path);
  const time = seen === undefined ? undefined : row.observed?.as.write(seen);
  const observedThen = time && { obs_time: { ...time, type: 'IVL_TS' } };
  if (made.length === 0) return observedThen ? [elementMade(row.code, observedThen)] : [];
  return made.map((value) => elementMade(row.code, { ...observedThen, value }));
}

function writeCluster({ code, path, many, rows, beside }: ClusterRow, part: Part): Made[] {
  const holders = path === '' ? [part] : [valueAt(part, path) ?? []].flat();
  return holders.flatMap((holder) => {
    const parts = writeRows(rows, holder as Part);
    const said = beside?.write(holder as Part) ?? {};
    if (parts.length === 0 && !many) return [];
    return [{ type: 'CLUSTER', children: { ...component(code), ...said, parts } }];
  });
}

function elementMade(code: string, children: Children): Made {
  return { type: 'ELEMENT', children: { ...component(code), ...children } };
}

/** What every record component must say. */
export function component(meaning: string): Children {
  return { meaning: code(meaning), synthesised: { attributes: { value: 'false' } } };
}

export function valueAt(part: Part, path: string): unknown {
  return path.split('/').reduce<unknown>((value, name) => (value as Part | undefined)?.[name], part);
}

/** The same part with a value at a path; undefined changes nothing. */
export function put(part: Part, path: string, value: unknown): Part {
  if (value === undefined) return part;
  const [name = '', ...rest] = path.split('/');
  if (rest.length === 0) return { ...part, [name]: value };
  return { ...part, [name]: put((part[name] as Part | undefined) ?? {}, rest.join('/'), value) };
}
