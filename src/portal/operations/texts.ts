const sv = {
  name: 'Drift',
  pages: {
    sources: 'Just nu',
    alerts: 'Larm',
    certificates: 'Certifikat',
    map: 'Karta',
    messages: 'Meddelanden',
    jobs: 'Körningar',
    trace: 'Följ ett anrop',
    reports: 'Månadsrapporter',
    unmaskings: 'Se innehåll',
  },
};

/** The pages of the area: the name of each in its navigation. */
export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    name: 'Operations',
    pages: {
      sources: 'Now',
      alerts: 'Alerts',
      certificates: 'Certificates',
      map: 'Map',
      messages: 'Messages',
      jobs: 'Jobs',
      trace: 'Follow a call',
      reports: 'Monthly reports',
      unmaskings: 'See content',
    },
  },
};
