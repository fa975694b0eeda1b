import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BridgeError } from '../../errors.ts';
import { metsManifest, type PackagedFile, type PackageFacts } from './mets.ts';

export interface PackageWriter {
  /** Opens the next file; the one before is closed. */
  begin(file: Pick<PackagedFile, 'path' | 'mediaType' | 'use'>): Promise<void>;
  write(text: string): Promise<void>;
  /**
   * Writes the manifest, reads every file back against its checksum, and gives the folder its name. What stands under
   * the name is whole and on disk. Throws STORE_UNAVAILABLE when a file does not read back as it was written.
   */
  finish(): Promise<{ readonly folder: string; readonly manifestSha256: string }>;
}

/** Writes a package below `parent`, first under a name that says it is unfinished. */
export async function createPackage(parent: string, facts: Omit<PackageFacts, 'files'>): Promise<PackageWriter> {
  const folder = join(parent, facts.id);
  const unfinished = `${folder}.unfinished`;
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await mkdir(unfinished, { mode: 0o700 });
  const files: PackagedFile[] = [];
  let current:
    | { file: Omit<PackagedFile, 'bytes' | 'sha256'>; handle: FileHandle; hash: Hash; bytes: number }
    | undefined;

  async function end(): Promise<void> {
    if (!current) return;
    const { file, handle, hash, bytes } = current;
    await handle.sync();
    await handle.close();
    files.push({ ...file, bytes, sha256: hash.digest('hex') });
    current = undefined;
  }

  return {
    async begin(file) {
      await end();
      const path = join(unfinished, file.path);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      current = { file, handle: await open(path, 'wx', 0o600), hash: createHash('sha256'), bytes: 0 };
    },
    async write(text) {
      if (!current) throw new Error('No file has been begun.');
      const bytes = Buffer.from(text);
      await current.handle.appendFile(bytes);
      current.hash.update(bytes);
      current.bytes += bytes.length;
    },
    async finish() {
      await end();
      const manifest = metsManifest({ ...facts, files });
      const handle = await open(join(unfinished, 'METS.xml'), 'wx', 0o600);
      await handle.writeFile(manifest);
      await handle.sync();
      await handle.close();
      for (const { path, sha256 } of files)
        if ((await sha256Of(join(unfinished, path))) !== sha256)
          throw new BridgeError('STORE_UNAVAILABLE', `${path} of the archive package does not read back.`);
      await rename(unfinished, folder);
      return { folder, manifestSha256: createHash('sha256').update(manifest).digest('hex') };
    },
  };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
