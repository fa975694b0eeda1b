import { benchAggregate } from './aggregate.ts';
import { soak } from './soak.ts';

/** `npm run bench` (ratios against a bare fan-out in the same run) and `npm run bench -- soak [REQUESTS]`. */
const [name, amount] = process.argv.slice(2);
if (name === undefined) await benchAggregate(10);
else if (name === 'soak') process.exitCode = await soak(Number(amount ?? 10_000));
else {
  process.stderr.write(
    'npm run bench            the aggregate against a bare fan-out\nnpm run bench -- soak [REQUESTS]   memory over many requests\n',
  );
  process.exitCode = 2;
}
