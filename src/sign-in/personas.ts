import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import { BridgeError } from '../errors.ts';
import type { Directory } from '../hsa/index.ts';
import { judgeCertificate, type Trust } from '../siths/index.ts';
import type { Persona } from './persona.ts';
import type { HeldCertificate } from './proof.ts';

export interface Personas {
  list(): Promise<readonly Persona[]>;
  /** What she would hold if she had a card. Throws NOT_FOUND. */
  cardOf(id: string): HeldCertificate;
}

interface PersonasParts {
  readonly config: Pick<Config, 'bridge' | 'tls'>;
  readonly directory: Pick<Directory, 'person'>;
  readonly trust: Trust;
}

const persona = /^(demo-[a-z]+)\.crt$/;

/**
 * The persons for whom the demo has made development certificates. Undefined everywhere but in a demo: no key of the
 * configuration brings them about, and no installation with real people is one.
 */
export function createPersonas({ config, directory, trust }: PersonasParts): Personas | undefined {
  if (config.bridge.kind !== 'demo') return undefined;
  const folder = dirname(config.tls.certificate);
  const ids = () => readdirSync(folder).flatMap((file) => persona.exec(file)?.[1] ?? []);

  function cardOf(id: string): HeldCertificate {
    if (!ids().includes(id)) throw new BridgeError('NOT_FOUND');
    const { raw } = new X509Certificate(readFileSync(join(folder, `${id}.crt`)));
    return { method: 'siths', certificate: raw };
  }

  return {
    cardOf,
    async list() {
      const known = ids().flatMap((id) => {
        const verdict = judgeCertificate(trust, cardOf(id).certificate, new Date());
        return 'caller' in verdict ? [{ id, hsaId: verdict.caller.hsaId, name: verdict.caller.name }] : [];
      });
      return Promise.all(
        known.map(async (each) => {
          const { value: person } = await directory.person(each.hsaId);
          return { ...each, name: person?.name ?? each.name, title: person?.title };
        }),
      );
    },
  };
}
