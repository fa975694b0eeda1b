import { Alert, Button, Details, Heading, Paragraph, Tag, Textfield } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ShownProof } from '../../../faces/portal-api/shapes/integrity.ts';
import { call } from '../../api/client.ts';
import { Facts } from '../../common/facts.tsx';
import { keepFile } from '../../common/keep-file.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { type Checked, checkProof, type StepOutcome, steps } from './check-proof.ts';
import { texts } from './texts.ts';

/** Proof that one entry is in the log, computed in the browser. An address may name the entry. */
export function ProofPart() {
  const text = useTexts(texts);
  const [address] = useSearchParams();
  const [entry, setEntry] = useState(address.get('entry') ?? '');
  const [tried, setTried] = useState(false);
  const proving = useMutation({
    mutationFn: async () => {
      const path = `/access-log/entries/${encodeURIComponent(entry.trim())}/proof`;
      const proof = await call<ShownProof>('GET', path);
      return { proof, checked: await checkProof(proof) };
    },
    gcTime: 0,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (entry.trim() !== '') proving.mutate();
  }
  return (
    <section className="integrity__part">
      <Heading level={2} data-size="xs">
        {text.proof}
      </Heading>
      <Paragraph>{text.proofWhat}</Paragraph>
      <form className="integrity__form" onSubmit={submit} autoComplete="off" noValidate>
        <Textfield
          label={text.entry}
          description={text.entryHelp}
          error={tried && entry.trim() === '' && text.entryMissing}
          value={entry}
          onChange={({ target }) => setEntry(target.value)}
          maxLength={200}
          spellCheck={false}
        />
        <div>
          <Button type="submit" loading={proving.isPending}>
            {text.prove}
          </Button>
        </div>
      </form>
      {proving.error && <ProblemNote problem={proving.error} />}
      <div aria-live="polite">{proving.data && <Proved {...proving.data} />}</div>
    </section>
  );
}

const colours = { holds: 'success', fails: 'danger', unable: 'warning' } as const satisfies Record<StepOutcome, string>;

function Proved({ proof, checked }: { readonly proof: ShownProof; readonly checked: Checked }) {
  const text = useTexts(texts);
  const { outcomes, fingerprint } = checked;
  const { index, leaf, head } = proof;
  const keep = () =>
    keepFile(new TextEncoder().encode(`${JSON.stringify(proof, undefined, 2)}\n`), `proof-${index}.json`);
  return (
    <div className="stack">
      <Verdict outcomes={outcomes} />
      <ol className="integrity__steps">
        {steps.map((step) => (
          <li key={step}>
            <div className="row">
              <span>{text.steps[step]}</span>
              <Tag data-color={colours[outcomes[step]]}>{text.outcomes[outcomes[step]]}</Tag>
            </div>
          </li>
        ))}
      </ol>
      {outcomes.text === 'unable' && <Paragraph>{text.unableText}</Paragraph>}
      {outcomes.signature === 'unable' && <Paragraph>{text.unableSignature}</Paragraph>}
      <Facts
        facts={[
          [text.number, String(index)],
          [text.size, String(head.size)],
          [text.fingerprint, fingerprint && <code>{fingerprint}</code>],
        ]}
      />
      <Paragraph data-size="sm">{text.compareKey}</Paragraph>
      <Details>
        <Details.Summary>{text.path}</Details.Summary>
        <Details.Content>
          <pre className="integrity__lines">{[leaf, ...proof.proof, head.root].join('\n')}</pre>
        </Details.Content>
      </Details>
      <div>
        <Button variant="secondary" onClick={keep}>
          {text.keepProof}
        </Button>
      </div>
    </div>
  );
}

function Verdict({ outcomes }: Pick<Checked, 'outcomes'>) {
  const text = useTexts(texts);
  const all = steps.map((step) => outcomes[step]);
  if (all.includes('fails')) return <Alert data-color="danger">{text.notProved}</Alert>;
  if (!all.includes('unable')) return <Alert data-color="success">{text.proved}</Alert>;
  // Where a part of the entry is one's own, all that can be had is the hash.
  const onlyText = outcomes.signature !== 'unable';
  return <Alert data-color={onlyText ? 'success' : 'warning'}>{onlyText ? text.provedLeaf : text.notSure}</Alert>;
}
