/** KV Anteckningstyp, and the older kinds of note that GetCareDocumentation 2 also knows. */
export const noteTypes = {
  utr: 'Utredning',
  atb: 'Åtgärd/behandling',
  sam: 'Sammanfattning',
  sao: 'Samordning',
  ins: 'Inskrivning',
  slu: 'Slutanteckning',
  auf: 'Anteckning utan fysiskt möte',
  sva: 'Slutenvårdsanteckning',
  bes: 'Besöksanteckning',
} as const;
export const oldNoteTypes = {
  epi: 'Epikris',
  int: 'Intagningsanteckning',
  dag: 'Daganteckning',
  ova: 'Öppenvårdsanteckning',
  ovs: 'Öppenvårdssammanfattning',
  ovr: 'Övrigt',
} as const;
export type NoteType = keyof typeof noteTypes;
export type OldNoteType = keyof typeof oldNoteTypes;

export interface Attachment {
  readonly mediaType: 'application/pdf' | 'image/png' | 'text/plain' | 'text/html';
  /** Base64 of at most 100 KB, or where it can be fetched. */
  readonly content: { readonly value: string } | { readonly reference: string };
}

/** A journal note: text, or a document in its place. */
export interface Note {
  readonly kind: 'note';
  readonly type: NoteType | OldNoteType;
  readonly title: string;
  readonly body: string | Attachment;
  /** What the patient has to say against it. */
  readonly dissent?: string;
}

export const note = (type: Note['type'], title: string, body: Note['body'], dissent?: string): Note => ({
  kind: 'note',
  type,
  title,
  body,
  ...(dissent && { dissent }),
});

/** A title and paragraphs as the subset of DocBook 5 that notes may be written in. */
export function docBook(title: string, sections: Readonly<Record<string, string>>): string {
  const parts = Object.entries(sections).map(
    ([heading, text]) => `<section><title>${heading}</title><para>${text}</para></section>`,
  );
  return `<article version="5.0"><info><title>${title}</title></info>${parts.join('')}</article>`;
}
