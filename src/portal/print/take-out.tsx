import { Button } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import type { PrintMark } from '../../faces/portal-api/shapes/output.ts';
import type { Choice } from '../../faces/portal-api/shapes/reading.ts';
import { call, send } from '../api/client.ts';
import { keepFile } from '../common/keep-file.ts';
import { usePatient } from '../patient/patient.tsx';
import type { Item } from '../records/item.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { printedOf } from './printed.ts';
import { Printing } from './printing.tsx';
import { texts } from './texts.ts';

interface TakeOutProps {
  /** What the page shows now. */
  readonly items: readonly Item[];
  readonly chosen: readonly Choice[];
}

/** Paper and files, as far as the unit has them; nothing where it has none, or the patient's identity is protected. */
export function TakeOut({ items, chosen }: TakeOutProps) {
  const text = useTexts(texts);
  const { data: session } = useSession();
  const { patient } = usePatient();
  const printing = useMutation({
    mutationFn: () => call<PrintMark>('POST', '/output/print', { body: { what: printedOf(items) } }),
    gcTime: 0,
  });
  const pdf = useMutation({
    mutationFn: async () => keep(await send('POST', '/output/pdf', { body: { choices: chosen } }), 'pdf'),
    gcTime: 0,
  });
  const ips = useMutation({
    mutationFn: async () => keep(await send('POST', '/output/ips'), 'json'),
    gcTime: 0,
  });
  const output = session?.output ?? [];
  if (output.length === 0 || patient.protected) return null;
  const problem = printing.error ?? pdf.error ?? ips.error;
  return (
    <>
      <section className="stack not-printed" aria-label={text.group}>
        <div className="row">
          {output.includes('print') && (
            <Button variant="secondary" data-size="sm" loading={printing.isPending} onClick={() => printing.mutate()}>
              {text.print}
            </Button>
          )}
          {output.includes('pdf') && (
            <Button variant="secondary" data-size="sm" loading={pdf.isPending} onClick={() => pdf.mutate()}>
              {text.pdf}
            </Button>
          )}
          {output.includes('ips') && (
            <Button variant="secondary" data-size="sm" loading={ips.isPending} onClick={() => ips.mutate()}>
              {text.ips}
            </Button>
          )}
        </div>
        <small>{text.logged}</small>
        {problem && <ProblemNote problem={problem} />}
      </section>
      {printing.data && <Printing mark={printing.data} done={printing.reset} />}
    </>
  );
}

/** Under a name that says nothing of whom it is about. */
async function keep(answer: Response, extension: string): Promise<void> {
  const made = new Date().toISOString().slice(0, 16).replace(/\D/g, '');
  keepFile(await answer.arrayBuffer(), `norrbryggan-${made}.${extension}`);
}
