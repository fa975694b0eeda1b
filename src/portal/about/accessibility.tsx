import { Heading, ListItem, ListUnordered, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { usePageTitle } from '../shell/page-title.ts';
import { useInstallation } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The accessibility statement (lag 2018:1937, 13 §), for everybody: nobody needs to sign in to read it. */
export default function Accessibility() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data: installation } = useInstallation();
  return (
    <article className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro(installation?.name ?? 'Norrbryggan')}</Paragraph>
      <Section heading={text.how}>
        <Paragraph>{text.howText}</Paragraph>
      </Section>
      <Section heading={text.lacking}>
        <Points points={text.lackingList} />
      </Section>
      <Section heading={text.tell}>
        <Paragraph>{text.tellText}</Paragraph>
        <Paragraph>
          {installation?.accessibilityContact ? `${text.contact} ${installation.accessibilityContact}` : text.noContact}
        </Paragraph>
      </Section>
      <Section heading={text.authority}>
        <Paragraph>{text.authorityText}</Paragraph>
      </Section>
      <Section heading={text.tried}>
        <Points points={text.triedList} />
      </Section>
      <Section heading={text.help}>
        <Paragraph>{text.helpText}</Paragraph>
      </Section>
    </article>
  );
}

function Section({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section>
      <Heading level={2} data-size="xs">
        {heading}
      </Heading>
      {children}
    </section>
  );
}

function Points({ points }: { readonly points: readonly string[] }) {
  return (
    <ListUnordered>
      {points.map((point) => (
        <ListItem key={point}>{point}</ListItem>
      ))}
    </ListUnordered>
  );
}
