const sv = {
  pdf: 'PDF-fil',
  notOpened: 'PDF-filen är inte öppnad ännu.',
  asText: 'Visa som text',
  asPages: 'Visa som sidor',
  page: (number: number, count: number) => `Sida ${number} av ${count}`,
  notDrawn: 'Sidan är inte ritad ännu.',
  pageBroken: 'Sidan går inte att visa. Läs den i journalsystemet den kommer från.',
  noText: 'Sidan har ingen text som kan läsas upp. Den kan vara inläst som bild.',
  first: (shown: number, count: number) =>
    `Här visas de ${shown} första av ${count} sidor. Läs resten i journalsystemet filen kommer från.`,
  failed: {
    broken: 'PDF-filen är skadad och går inte att visa. Läs den i journalsystemet den kommer från.',
    locked: 'PDF-filen är skyddad med lösenord och går inte att visa. Läs den i journalsystemet den kommer från.',
    tooLarge: 'PDF-filen är större än 20 MB och visas inte här. Läs den i journalsystemet den kommer från.',
    notLoaded: 'Det som PDF-filen visas med gick inte att hämta. Stäng sidan, öppna den igen och försök på nytt.',
  },
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    pdf: 'PDF file',
    notOpened: 'The PDF file is not opened yet.',
    asText: 'Show as text',
    asPages: 'Show as pages',
    page: (number, count) => `Page ${number} of ${count}`,
    notDrawn: 'The page is not drawn yet.',
    pageBroken: 'The page cannot be shown. Read it in the record system it comes from.',
    noText: 'The page has no text that can be read aloud. It may have been scanned as a picture.',
    first: (shown, count) =>
      `These are the first ${shown} of ${count} pages. Read the rest in the record system the file comes from.`,
    failed: {
      broken: 'The PDF file is damaged and cannot be shown. Read it in the record system it comes from.',
      locked:
        'The PDF file is protected by a password and cannot be shown. Read it in the record system it comes from.',
      tooLarge: 'The PDF file is larger than 20 MB and is not shown here. Read it in the record system it comes from.',
      notLoaded: 'What the PDF file is shown with could not be fetched. Close the page, open it again and retry.',
    },
  },
};
