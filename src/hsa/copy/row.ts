import { createHash } from 'node:crypto';
import { dnKey, parseDn } from '../dn.ts';
import { type DirectoryObject, isListed, isUnit, type Unit } from '../model.ts';
import { searchedText } from '../search.ts';

/** An object as the copy keeps it: itself, and what it is found by. Digests are SHA-256 in hexadecimal. */
export interface Row {
  readonly kind: DirectoryObject['kind'];
  readonly hsaId: string;
  /** Of its name in the tree, of which there is one of each. */
  readonly key: string;
  readonly parent: string | undefined;
  readonly listed: boolean;
  readonly members: readonly string[] | undefined;
  /** Undefined for what no search finds. */
  readonly searched: string | undefined;
  readonly trigrams: readonly number[] | undefined;
  /** Of all that is known of it. */
  readonly hash: string;
  readonly vanishedAt: string | undefined;
  /** As JSON. */
  readonly object: string;
}

export function toRow(object: DirectoryObject): Row {
  const json = JSON.stringify(object);
  const dn = parseDn(object.dn) ?? [];
  const searched = textOf(object);
  return {
    kind: object.kind,
    hsaId: object.hsaId,
    key: digest(dnKey(dn)),
    parent: dn.length > 1 ? digest(dnKey(dn.slice(1))) : undefined,
    listed: isListed(object),
    members: membersOf(object),
    searched,
    trigrams: searched === undefined ? undefined : trigramsOf(searched),
    hash: digest(json),
    vanishedAt: object.vanishedAt,
    object: json,
  };
}

/** What is left of a unit that the directory no longer has: old records, blocks and consents still name it. */
export function vanished(unit: Unit, at: string): Unit {
  return { ...unit, archived: true, vanishedAt: at };
}

/** Equal for names that are equal by RFC 4514. */
export function keyOf(dn: string): string {
  return digest(dnKey(parseDn(dn) ?? []));
}

/** Those of a text, each as the number that its three characters make. Words are looked for in lines, never across them. */
export function trigramsOf(text: string): number[] {
  const found = new Set<number>();
  for (const line of text.split('\n'))
    for (let at = 0; at + 3 <= line.length; at++) found.add(numberOf(line.slice(at, at + 3)));
  return [...found];
}

/** Two that share a number only make a search look once more. */
function numberOf(three: string): number {
  return (three.charCodeAt(0) * 31 + three.charCodeAt(1)) * 1_021 + three.charCodeAt(2);
}

function textOf(object: DirectoryObject): string | undefined {
  if (!isListed(object)) return undefined;
  if (object.kind === 'person') return object.protected ? undefined : searchedText(object);
  return isUnit(object) ? searchedText(object) : undefined;
}

function membersOf(object: DirectoryObject): readonly string[] | undefined {
  if (object.kind === 'commission') return nonEmpty(object.members.map((member) => member.person));
  return isUnit(object) && object.isCareUnit ? nonEmpty(object.members) : undefined;
}

function nonEmpty(ids: readonly string[]): readonly string[] | undefined {
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
