import { escapeAttribute as attribute, escapeText } from '../../xml/index.ts';

/** One file of a package, as its manifest tells of it. */
export interface PackagedFile {
  /** From the package’s folder, with slashes. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** What part of the package it belongs to. */
  readonly use: 'Documentation' | 'Metadata' | 'Representations/entries';
}

export interface PackageFacts {
  /** Name of the package’s folder, unique. */
  readonly id: string;
  readonly label: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly software: { readonly name: string; readonly version: string };
  /** The installation whose log it is. */
  readonly producer: { readonly name: string; readonly hsaId: string };
  readonly files: readonly PackagedFile[];
}

const uses = ['Documentation', 'Metadata', 'Representations/entries'] as const;

/**
 * The manifest METS.xml in the manner of E-ARK CSIP 2, on which the national specification for packages (FGS
 * Paketstruktur) builds: who made it, and every file with size and SHA-256.
 */
export function metsManifest(facts: PackageFacts): string {
  const { id, label, createdAt, software, producer, files } = facts;
  const named = files.map((file, nr) => ({ ...file, fileId: `file-${nr + 1}` }));
  const groups = uses
    .map((use) => ({ use, members: named.filter((file) => file.use === use) }))
    .filter(({ members }) => members.length > 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<mets xmlns="http://www.loc.gov/METS/" xmlns:csip="https://DILCIS.eu/XML/METS/CSIPExtensionMETS"' +
      ' xmlns:xlink="http://www.w3.org/1999/xlink"' +
      ` OBJID="${attribute(id)}" LABEL="${attribute(label)}" TYPE="Other" csip:OTHERTYPE="Access log"` +
      ' PROFILE="https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml">',
    `<metsHdr CREATEDATE="${createdAt}" csip:OAISPACKAGETYPE="SIP">`,
    '<agent ROLE="CREATOR" TYPE="OTHER" OTHERTYPE="SOFTWARE">' +
      `<name>${escapeText(software.name)}</name>` +
      `<note csip:NOTETYPE="SOFTWARE VERSION">${escapeText(software.version)}</note></agent>`,
    '<agent ROLE="ARCHIVIST" TYPE="ORGANIZATION">' +
      `<name>${escapeText(producer.name)}</name>` +
      `<note csip:NOTETYPE="IDENTIFICATIONCODE">HSA:${escapeText(producer.hsaId)}</note></agent>`,
    '</metsHdr>',
    '<fileSec ID="files">',
    ...groups.flatMap(({ use, members }, nr) => [
      `<fileGrp ID="group-${nr + 1}" USE="${use}">`,
      ...members.map((file) => fileElement(file, createdAt)),
      '</fileGrp>',
    ]),
    '</fileSec>',
    '<structMap ID="structure" TYPE="PHYSICAL" LABEL="CSIP">',
    `<div ID="package" LABEL="${attribute(id)}">`,
    ...groups.flatMap(({ use, members }, nr) => [
      `<div ID="part-${nr + 1}" LABEL="${use}">`,
      ...members.map(({ fileId }) => `<fptr FILEID="${fileId}"/>`),
      '</div>',
    ]),
    '</div>',
    '</structMap>',
    '</mets>',
    '',
  ].join('\n');
}

function fileElement({ fileId, path, mediaType, bytes, sha256 }: PackagedFile & { fileId: string }, createdAt: string) {
  return (
    `<file ID="${fileId}" MIMETYPE="${attribute(mediaType)}" SIZE="${bytes}" CREATED="${createdAt}"` +
    ` CHECKSUM="${sha256}" CHECKSUMTYPE="SHA-256">` +
    `<FLocat LOCTYPE="URL" xlink:type="simple" xlink:href="${attribute(encodeURI(path))}"/></file>`
  );
}
