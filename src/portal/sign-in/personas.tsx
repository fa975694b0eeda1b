import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ShownPersonas } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSessionChanged } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** Those whom most want to be come first. */
const order = ['demo-lakare', 'demo-sekreterare', 'demo-sakerhet', 'demo-integration', 'demo-chef'];

function byPart(one: { readonly id: string }, other: { readonly id: string }): number {
  const place = ({ id }: { readonly id: string }) => (order.includes(id) ? order.indexOf(id) : order.length);
  return place(one) - place(other);
}

/** The invented persons of a demo, whom anyone may be. */
export function Personas() {
  const text = useTexts(texts);
  const changed = useSessionChanged();
  const { data, error } = useQuery({
    queryKey: ['personas'],
    queryFn: () => call<ShownPersonas>('GET', '/personas'),
  });
  const entering = useMutation({
    mutationFn: (persona: string) => call('POST', '/personas', { body: { persona } }),
    onSuccess: changed,
  });
  const problem = error ?? entering.error;
  return (
    <section className="stack" aria-labelledby="personas">
      <Heading level={2} data-size="xs" id="personas">
        {text.personas}
      </Heading>
      <Paragraph data-size="sm">{text.personasText}</Paragraph>
      {problem && <ProblemNote problem={problem} />}
      <ul className="assignments">
        {data?.personas.toSorted(byPart).map(({ id, name, title }) => (
          <li key={id}>
            <Card className="assignments__one">
              <div>
                <strong>{name}</strong>
                <Paragraph data-size="sm">{text.persona[id] ?? title}</Paragraph>
              </div>
              <Button
                data-size="sm"
                variant="secondary"
                loading={entering.isPending && entering.variables === id}
                onClick={() => entering.mutate(id)}
              >
                {text.be}
                <span className="only-heard">{text.as(name)}</span>
              </Button>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
