/** The lines of a vCard, unfolded and unescaped: the name with its parameters, then the components of the value. */
export function readCard(text: string): readonly (readonly string[])[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  return lines.filter((line) => line !== '').map(readLine);
}

function readLine(line: string): readonly string[] {
  const [, name = '', value = ''] = /^((?:"[^"]*"|[^":])*):(.*)$/s.exec(line) ?? [];
  const components = [''];
  for (const [piece] of value.matchAll(/\\.|[^\\]/gsu)) {
    if (piece === ';') components.push('');
    else components.push((components.pop() ?? '') + unescaped(piece));
  }
  return [name, ...components];
}

function unescaped(piece: string): string {
  if (piece === '\\n') return '\n';
  return piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece;
}
