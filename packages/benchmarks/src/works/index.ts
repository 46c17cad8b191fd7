import type { Effort, Work } from '../work.js';
import { p1 } from './p1.js';
import { p10 } from './p10.js';
import { p2 } from './p2.js';
import { p3 } from './p3.js';
import { p4 } from './p4.js';
import { p5 } from './p5.js';
import { p6 } from './p6.js';
import { p7 } from './p7.js';
import { p8 } from './p8.js';
import { questions } from './questions.js';
import { p9Import, p9Size } from './p9.js';

/** In the order in which they run; the import needs the bundle. */
export const works = (effort: Effort): ReadonlyArray<Work> => [
  p9Size(),
  p9Import(effort),
  p1(effort),
  p2(effort),
  p3(effort),
  p4(effort),
  p5(effort),
  p6(effort),
  p7(effort),
  ...p8(effort),
  questions(effort),
  p10(effort),
];
