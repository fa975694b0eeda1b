import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { soapHeaders } from '../tests/support/soap-messages.ts';

/** An update of the engagement index that the bridge has acknowledged. */
export interface Acknowledged {
  readonly patient: string;
  /** Its businessObjectInstanceIdentifier: no two are the same. */
  readonly object: string;
  /** `performance.now()` when the acknowledgement came. */
  readonly at: number;
}

/** Systems that tell the engagement index of changes, each of one patient, and again until it is acknowledged. */
export interface Updates {
  /** In the order of acknowledgement, which for one patient is the order in which they were sent. */
  readonly acknowledged: readonly Acknowledged[];
  stop(): Promise<void>;
}

interface Options {
  readonly url: string;
  readonly agent: Dispatcher;
  /** HSA-id of the index: the bridge's own. */
  readonly index: string;
  /** From an acknowledgement to the next update, milliseconds. */
  readonly pause: number;
  readonly patience: number;
}

/** Published test numbers. */
const patients = ['195004179817', '199903212380', '194502079819', '194209069808'];
const path = '/vp/itintegration/engagementindex/Update/1/rivtabp21';

export function startUpdates(options: Options): Updates {
  const acknowledged: Acknowledged[] = [];
  const stopping = new AbortController();

  async function keepTelling(patient: string): Promise<void> {
    for (let number = 1; !stopping.signal.aborted; number++) {
      const object = `${patient}-${number}`;
      while (!stopping.signal.aborted && !(await isTaken(options, message(options.index, patient, object))))
        await sleep(options.pause);
      if (stopping.signal.aborted) return;
      acknowledged.push({ patient, object, at: performance.now() });
      await sleep(options.pause);
    }
  }

  const ended = Promise.all(patients.map(keepTelling));
  return {
    acknowledged,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function isTaken({ url, agent, patience }: Options, body: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patience);
    const sent = { method: 'POST', headers: soapHeaders, body, dispatcher: agent, signal } as const;
    const response = await request(`${url}${path}`, sent);
    return (await response.body.text()).includes('>OK<') && response.statusCode === 200;
  } catch {
    // Whatever it was: not acknowledged, so it is sent again.
    return false;
  }
}

function message(index: string, patient: string, object: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:r="urn:riv:itintegration:registry:1"
    xmlns:u="urn:riv:itintegration:engagementindex:UpdateResponder:1" xmlns:e="urn:riv:itintegration:engagementindex:1">
  <s:Header><r:LogicalAddress>${index}</r:LogicalAddress></s:Header>
  <s:Body><u:Update><u:engagementTransaction><e:deleteFlag>false</e:deleteFlag><e:engagement>
    <e:registeredResidentIdentification>${patient}</e:registeredResidentIdentification>
    <e:serviceDomain>riv:clinicalprocess:healthcond:description</e:serviceDomain>
    <e:categorization>dia</e:categorization>
    <e:logicalAddress>SE2321000230-DEMOVAS</e:logicalAddress>
    <e:businessObjectInstanceIdentifier>${object}</e:businessObjectInstanceIdentifier>
    <e:clinicalProcessInterestId>NA</e:clinicalProcessInterestId>
    <e:mostRecentContent>20261101120000</e:mostRecentContent>
    <e:sourceSystem>SE2321000230-DEMOVAS</e:sourceSystem>
    <e:dataController>SE2321000230-DEMOVG</e:dataController>
  </e:engagement></u:engagementTransaction></u:Update></s:Body>
</s:Envelope>`;
}
