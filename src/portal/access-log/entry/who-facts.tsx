import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { Facts } from '../../common/facts.tsx';
import { useTexts } from '../../texts/language.tsx';
import { FindButton } from '../find-button.tsx';
import type { NameOf } from '../names.ts';
import { texts } from './texts.ts';

interface WhoFactsProps {
  readonly entry: StoredEntry;
  readonly nameOf: NameOf;
}

/** Who it was, under which assignment, at which unit, through which system. */
export function WhoFacts({ entry, nameOf }: WhoFactsProps) {
  const text = useTexts(texts);
  const { actor, caller, reader, onBehalfOf } = entry;
  const named = (hsaId: string, name = nameOf(hsaId)) => (name === undefined ? hsaId : `${name} (${hsaId})`);
  const isPerson = caller?.kind === 'person';
  const person = actor?.hsaId ?? (isPerson ? caller.hsaId : undefined);
  const search = actor ? { person: actor.hsaId } : { caller: caller?.hsaId ?? '' };
  return (
    <Facts
      facts={[
        [text.person, person && <FindButton search={search}>{named(person)}</FindButton>],
        [text.assignment, actor?.commission && <code>{actor.commission}</code>],
        [
          text.readingUnit,
          reader?.careUnit && <FindButton search={{ unit: reader.careUnit }}>{named(reader.careUnit)}</FindButton>,
        ],
        [text.readingProvider, reader?.careProvider && named(reader.careProvider)],
        [
          text.system,
          caller && !isPerson && (
            <FindButton search={{ caller: caller.hsaId }}>
              {named(caller.hsaId, nameOf(caller.hsaId) ?? caller.name)}
            </FindButton>
          ),
        ],
        [text.onBehalfOf, onBehalfOf],
      ]}
    />
  );
}
