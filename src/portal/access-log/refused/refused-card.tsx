import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useId } from 'react';
import type { RefusedCertificate } from '../../../faces/portal-api/shapes/access-log.ts';
import { useMoment } from '../../common/use-moment.ts';
import { useTexts } from '../../texts/language.tsx';
import '../card.css';
import { Facts } from '../../common/facts.tsx';
import { commonNameIn } from '../common-name.ts';
import { FindButton } from '../find-button.tsx';
import type { NameOf } from '../names.ts';
import { SignOffForm } from './sign-off-form.tsx';
import { texts } from './texts.ts';

interface RefusedCardProps {
  readonly refused: RefusedCertificate;
  readonly nameOf: NameOf;
  readonly onSignedOff: () => void;
}

/** One certificate and why it was refused, when and how often, and what was found of it. */
export function RefusedCard({ refused, nameOf, onSignedOff }: RefusedCardProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const title = useId();
  const { certificate, code, first, last, count, addresses, signOffs, isOpen, isOwn, isAccepted } = refused;
  const { subject, issuer, serial, fingerprint } = certificate;
  return (
    <article className="log-card" aria-labelledby={title}>
      <div className="row">
        <Heading level={2} data-size="xs" id={title}>
          {commonNameIn(subject)}
        </Heading>
        <Tag data-color="warning">{text.reasons[code] ?? code}</Tag>
        {isAccepted && <Tag data-color="info">{text.accepted}</Tag>}
        {isOpen && signOffs.length > 0 && <Tag data-color="danger">{text.again}</Tag>}
      </div>
      <Facts
        facts={[
          [text.times, text.timesText(count)],
          [text.last, moment(last)],
          [text.first, count > 1 && moment(first)],
          [text.addresses, addresses.join(', ')],
          [text.holder, subject],
          [text.issuer, issuer],
          [
            text.serial,
            <FindButton key="serial" search={{ certificate: fingerprint }}>
              {serial}
            </FindButton>,
          ],
          ...signOffs.map(
            ({ at, madeBy, note }) =>
              [text.signedOff, `${text.signedOffBy(moment(at), nameOf(madeBy) ?? madeBy)}. ${note}`] as const,
          ),
        ]}
      />
      {isOpen && isOwn && <Paragraph>{text.isOwn}</Paragraph>}
      {isOpen && !isOwn && <SignOffForm refused={refused} onSignedOff={onSignedOff} />}
    </article>
  );
}
