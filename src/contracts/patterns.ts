/** Lexical forms shared by the RIV-TA schemas: days and seconds in Swedish local time, never a zone. */
export const datePattern = /(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])/;
export const timePattern =
  /(19|20)\d\d(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])(0[0-9]|1[0-9]|2[0123])([0-5])([0-9])([0-5])([0-9])/;
