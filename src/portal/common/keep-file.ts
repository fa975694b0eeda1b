/** Has the browser save it, told as bytes and nothing else, so that no browser takes it for a page. */
export function keepFile(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>, name: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
