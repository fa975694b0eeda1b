import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import type { Claimed } from './one-time-code.ts';
import { texts } from './texts.ts';

/** Is it you? Asked where the sign-in was begun in another browser, or nowhere: somebody may have sent a link. */
export function Confirm(props: {
  readonly claimed: Claimed;
  readonly isPending: boolean;
  readonly confirm: () => void;
  readonly decline: () => void;
}) {
  const text = useTexts(texts);
  usePageTitle(text.isItYou);
  const { name, hsaId } = props.claimed;
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.isItYou}</Heading>
      <Alert data-color="warning">
        <Paragraph>{text.begunElsewhere}</Paragraph>
      </Alert>
      <Paragraph>
        <strong>{name}</strong> ({hsaId})
      </Paragraph>
      <div className="row">
        <Button loading={props.isPending} onClick={props.confirm}>
          {text.goOnAs(name)}
        </Button>
        <Button variant="secondary" onClick={props.decline}>
          {text.notMe}
        </Button>
      </div>
    </div>
  );
}
