/** Lexical forms shared by the RIV-TA schemas: days and seconds in Swedish local time, never a zone. */
export const datePattern = /(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])/;
export const timePattern =
  /(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])(0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9])/;

/** A year, month or day, as far as it is known. */
export const partialDatePattern = /-?([1-9][0-9]{3}|0[0-9]{3})((0[1-9]|1[0-2])((0[1-9]|[12][0-9]|3[01]))?)?/;

/** The kinds of embedded objects in the enumerations of the older schemas. */
export const mediaTypes = [
  'application/dicom',
  'application/msword',
  'application/pdf',
  'audio/basic',
  'audio/k32adpcm',
  'audio/mpeg',
  'image/g3fax',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/tiff',
  'model/vrml',
  'multipart/x-hl7-cda-level1',
  'text/html',
  'text/plain',
  'text/rtf',
  'text/sgml',
  'text/x-hl7-ft',
  'text/xml',
  'video/mpeg',
  'video/x-avi',
] as const;
