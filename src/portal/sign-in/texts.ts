const sv = {
  title: 'Logga in',
  intro: 'Patientöversikt över journalsystemen i Norrbotten, Västerbotten och Västernorrland.',
  card: 'Logga in med SITHS-kort',
  isItYou: 'Är det du?',
  begunElsewhere:
    'Inloggningen påbörjades inte i den här webbläsaren. Fortsätt bara om du själv nyss visade ditt SITHS-kort.',
  goOnAs: (name: string) => `Fortsätt som ${name}`,
  notMe: 'Det är inte jag',
  choose: 'Välj uppdrag',
  chooseText: 'Uppdraget avgör vilken enhet du arbetar för, i vilket syfte och vad du får läsa.',
  ended: 'Uppdraget du arbetade under gäller inte längre. Välj ett annat.',
  none: 'Du har inget uppdrag som gäller just nu. Vänd dig till din verksamhetschef.',
  at: 'vid',
  leftOut: 'Uppdrag som inte går att välja',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Sign in',
    intro: 'Patient overview across the record systems of Norrbotten, Västerbotten and Västernorrland.',
    card: 'Sign in with a SITHS card',
    isItYou: 'Is it you?',
    begunElsewhere:
      'The sign-in was not begun in this browser. Go on only if you have just presented your SITHS card yourself.',
    goOnAs: (name: string) => `Go on as ${name}`,
    notMe: 'It is not me',
    choose: 'Choose assignment',
    chooseText: 'The assignment sets which unit you work for, for what purpose, and what you may read.',
    ended: 'The assignment you worked under is no longer in force. Choose another.',
    none: 'You have no assignment in force at present. Ask your head of operations.',
    at: 'at',
    leftOut: 'Assignments that cannot be chosen',
  },
};
