import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useId } from 'react';
import type { EmergencyTask } from '../../../faces/portal-api/shapes/access-log.ts';
import { useMoment } from '../../common/use-moment.ts';
import { writtenIdentity } from '../../patient/identity.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import '../card.css';
import { Facts } from '../../common/facts.tsx';
import { kindOf } from '../deed.ts';
import { FindButton } from '../find-button.tsx';
import { Judging } from '../judging/judging.tsx';
import { texts as judgingTexts } from '../judging/texts.ts';
import type { NameOf } from '../names.ts';
import { texts } from './texts.ts';

interface EmergencyCardProps {
  readonly task: EmergencyTask;
  readonly nameOf: NameOf;
  readonly onJudged: () => void;
}

/** What was declared, by whom and why, what was read, and what came of it. */
export function EmergencyCard({ task, nameOf, onJudged }: EmergencyCardProps) {
  const text = useTexts(texts);
  const { verdicts: verdictTexts } = useTexts(judgingTexts);
  const moment = useMoment();
  const title = useId();
  const { at, opened, reader, careUnit, patient, reasonCode, reason, until, judgeBy, reviewers, verdicts, isOpen } =
    task;
  const isLate = isOpen && Date.parse(judgeBy) < Date.now();
  const called = (hsaId: string) => nameOf(hsaId) ?? hsaId;
  return (
    <article className="log-card" aria-labelledby={title} data-late={isLate || undefined}>
      <div className="row">
        <Heading level={2} data-size="xs" id={title}>
          {moment(at)}
        </Heading>
        <Tag data-color={opened ? 'warning' : 'neutral'}>{opened ? text.opened : text.onlyDeclared}</Tag>
        {isOpen && verdicts.length > 0 && <Tag data-color="danger">{text.again}</Tag>}
        {isLate && <Tag data-color="danger">{text.late}</Tag>}
      </div>
      <Facts
        facts={[
          [text.by, reader && <FindButton search={{ person: reader }}>{called(reader)}</FindButton>],
          [text.unit, careUnit && called(careUnit)],
          [text.patient, patient && <FindButton search={{ patient }}>{writtenIdentity(patient)}</FindButton>],
          [text.danger, reasonCode && (text.dangers[reasonCode] ?? reasonCode)],
          [text.reason, reason ?? text.noReason],
          [text.until, until && moment(until)],
          [text.read, <ReadText key="read" read={task.read} called={called} />],
          [text.judgeBy, isOpen && moment(judgeBy)],
          [text.reviewers, isOpen && reviewers.map(called).join(', ')],
          ...verdicts.map(
            ({ verdict, at: when, madeBy, reason: why }) =>
              [
                text.judgement,
                `${text.judgedBy(verdictTexts[verdict], moment(when), called(madeBy))}. ${why}`,
              ] as const,
          ),
        ]}
      />
      {task.isOwn ? (
        <Paragraph>{text.isOwn}</Paragraph>
      ) : (
        <Judging
          path={`/access-log/emergencies/${encodeURIComponent(task.emergency)}/verdicts`}
          upTo={task.last}
          changes={[
            ['access-log', 'emergencies'],
            ['access-log', 'waiting'],
          ]}
          onJudged={onJudged}
        />
      )}
    </article>
  );
}

interface ReadTextProps {
  readonly read: EmergencyTask['read'];
  readonly called: (hsaId: string) => string;
}

function ReadText({ read: { contracts, units, records }, called }: ReadTextProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  if (records === 0) return text.readNothing;
  const what = contracts.map((contract) => kindOf(contract, language)).join(', ');
  return text.readFrom(what, records, units.map(called).join(', ') || text.nowhere);
}
