import type { MapEdge, MapNode } from '../../../faces/portal-api/shapes/map.ts';

const sv = {
  title: 'Karta',
  text: (since: string) => `Vem som talar med vem. Anrop räknas sedan ${since}; ju fler, desto tjockare streck.`,
  drawing: 'Karta över vem som talar med vem; samma sak står i tabellen nedanför',
  table: 'Samma sak i ord',
  caption: 'Vem som talar med vem',
  from: 'Från',
  to: 'Till',
  traffic: 'Trafik',
  state: 'Läge',
  ways: {
    caller: 'Anropar',
    source: 'Frågas om uppgifter',
    destination: 'Får meddelanden',
    register: 'Slås upp',
  } as Record<Exclude<MapNode['kind'], 'bridge'>, string>,
  way: 'Hur',
  states: { good: 'Fungerar', quiet: 'Tyst', trouble: 'Varning', bad: 'Larm' } as Record<MapEdge['state'], string>,
  own: {
    portal: 'Portalen',
    bridge: 'Bryggan',
    directory: 'Vårdkatalogen',
    persons: 'Personregistret',
    routing: 'Adresskatalogen',
  } as Readonly<Record<string, string>>,
  calls: (calls: number, failed: number) => (failed > 0 ? `${calls} anrop, ${failed} fel` : `${calls} anrop`),
  messages: (waiting: number, dead: number) => (dead > 0 ? `${waiting} väntar, ${dead} döda` : `${waiting} väntar`),
  notCounted: 'räknas inte',
};

export const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: {
    title: 'Map',
    text: (since) => `Who talks to whom. Calls are counted since ${since}; the more, the thicker the line.`,
    drawing: 'Map of who talks to whom; the same stands in the table below',
    table: 'The same in words',
    caption: 'Who talks to whom',
    from: 'From',
    to: 'To',
    traffic: 'Traffic',
    state: 'State',
    ways: { caller: 'Calls', source: 'Asked for information', destination: 'Gets messages', register: 'Looked up' },
    way: 'How',
    states: { good: 'Works', quiet: 'Quiet', trouble: 'Warning', bad: 'Alert' },
    own: {
      portal: 'The portal',
      bridge: 'The bridge',
      directory: 'The care directory',
      persons: 'The person register',
      routing: 'The address catalogue',
    },
    calls: (calls, failed) => (failed > 0 ? `${calls} calls, ${failed} failed` : `${calls} calls`),
    messages: (waiting, dead) => (dead > 0 ? `${waiting} waiting, ${dead} dead` : `${waiting} waiting`),
    notCounted: 'not counted',
  },
};
