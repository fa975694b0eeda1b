const sv = {
  title: 'Tillgänglighet',
  intro: (name: string) =>
    `Den här redogörelsen gäller sidorna i ${name}. De ska kunna användas av alla, även med tangentbord, skärmläsare, förstoring eller hög kontrast.`,
  how: 'Hur tillgängliga är sidorna?',
  howText:
    'Sidorna är byggda för att uppfylla WCAG 2.2 på nivå AA, som innefattar det som lagen om tillgänglighet till digital offentlig service (2018:1937) kräver. De är delvis förenliga med lagen: bristerna nedan är kända.',
  lacking: 'Det som brister',
  lackingList: [
    'Journaltext, bilagor och bilder visas som journalsystemen lämnade dem. En skannad eller dåligt uppmärkt PDF blir inte tillgänglig av att den visas här.',
    'Journaltext är på svenska även när sidorna visas på engelska.',
    'Provsvar som kurva går inte att läsa punkt för punkt med skärmläsare. Samma värden står i tabellen bredvid.',
    'Sidorna är inte granskade av någon utomstående, och inte provade av personer som till vardags använder hjälpmedel.',
  ],
  tried: 'Så har vi prövat',
  triedList: [
    'Sidorna prövas maskinellt (axe) i ljust och mörkt utseende, även med öppna dialoger, fel och källor som inte svarar.',
    'Sökning, nödöppning och läsning av översikten prövas med enbart tangentbord.',
    'Varje sida prövas i 640 och 320 bildpunkters bredd, som vid 200 och 400 procents förstoring.',
  ],
  help: 'Tangentbord',
  helpText:
    'Tabb går framåt och Skift+Tabb bakåt, Retur väljer, Esc stänger en dialog. Först på varje sida finns en länk som hoppar till innehållet. Inget på sidorna kräver mus, och inget flyttas medan du läser: det som kommer sent anmäls och visas när du säger till.',
  tell: 'Säg till om något hindrar dig',
  tellText:
    'Berätta vilken sida det gäller och vad som inte gick, utan personnummer eller andra uppgifter om patienter. Du kan också be att få innehållet på annat sätt.',
  contact: 'Kontakt:',
  noContact: 'Vänd dig till er it-support.',
  authority: 'Tillsyn',
  authorityText:
    'Den som inte är nöjd med svaret kan anmäla det till den myndighet som har tillsyn över lagen (Myndigheten för digital förvaltning, digg.se/tdosanmalan).',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Accessibility',
    intro: (name: string) =>
      `This statement is about the pages of ${name}. Everybody shall be able to use them, also by keyboard, with a screen reader, enlarged or in high contrast.`,
    how: 'How accessible are the pages?',
    howText:
      'The pages are built to meet WCAG 2.2 at level AA, which includes what the Swedish act on accessibility of digital public services (2018:1937) requires. They conform in part: what is known to be lacking stands below.',
    lacking: 'What is lacking',
    lackingList: [
      'Texts, attachments and pictures of records are shown as the record systems gave them. A scanned or badly tagged PDF does not become accessible by being shown here.',
      'Texts of records are in Swedish, also when the pages are in English.',
      'Laboratory results drawn as a curve cannot be read point by point with a screen reader. The same values stand in the table beside it.',
      'Nobody from outside has reviewed the pages, and nobody who uses assistive technology every day has tried them.',
    ],
    tried: 'How we have tried them',
    triedList: [
      'The pages are examined by a program (axe) in light and dark, also with dialogs open, with errors and with sources that do not answer.',
      'Search, emergency opening and reading the overview are tried with the keyboard alone.',
      'Every page is tried at widths of 640 and 320 pixels, as when enlarged to 200 and 400 per cent.',
    ],
    help: 'Keyboard',
    helpText:
      'Tab goes forward and Shift+Tab back, Enter chooses, Esc closes a dialog. Each page begins with a link that skips to the content. Nothing needs a mouse, and nothing moves while you read: what comes late is announced and shown when you say so.',
    tell: 'Tell us what hinders you',
    tellText:
      'Say which page it is and what did not work, without personal numbers or anything else about patients. You may also ask for the content in another form.',
    contact: 'Contact:',
    noContact: 'Ask your IT support.',
    authority: 'Supervision',
    authorityText:
      'Whoever is not content with the answer may report it to the authority that supervises the act (the Agency for Digital Government, digg.se/tdosanmalan).',
  },
};
