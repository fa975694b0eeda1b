import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const pages = ['README.md', 'SECURITY.md', ...globSync('docs/**/*.md'), ...globSync('deploy/**/*.md')];
const text = (file: string) => readFileSync(file, 'utf8');

describe('documents name what there is', () => {
  it.each(pages)('%s names files that stand there', (page) => {
    const files = text(page).matchAll(
      /`((?:src|tests|bench|chaos|scripts|config|deploy|docs|wsdl)\/[\w./@-]+?)[/.]?`/g,
    );
    expect([...files].map(([, file = '']) => file).filter((file) => !existsSync(file))).toEqual([]);
    const links = text(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g);
    expect([...links].map(([, link = '']) => link).filter((link) => !existsSync(join(dirname(page), link)))).toEqual(
      [],
    );
  });

  it.each(pages)('%s begins with what it is about', (page) => {
    expect(text(page)).toMatch(/^# \S/);
  });

  it('every room stands in the table of the architecture', () => {
    const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const table = text('docs/architecture.md');
    expect(rooms.map(({ name }) => name).filter((name) => !table.includes(`\n| \`src/${name}/\``))).toEqual([]);
  });

  it('every decision is listed', () => {
    const list = text('docs/decisions/README.md');
    expect(readdirSync('docs/decisions').filter((file) => !list.includes(`(${file})`))).toEqual(['README.md']);
  });
});
