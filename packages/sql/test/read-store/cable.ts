import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A cable to a PostgreSQL that can be cut, or go dead without a word. */
export class Cable {
  private readonly ends = new Set<Socket>();
  private left = Number.POSITIVE_INFINITY;
  private isDead = false;

  private constructor(
    private readonly server: Server,
    readonly connectionString: string,
  ) {}

  static async to(target: string): Promise<Cable> {
    const { pathname, searchParams, hostname, port, username, password } = new URL(target);
    const folder = searchParams.get('host');
    const socket =
      folder === null ? { host: hostname, port: Number(port || 5432) } : `${folder}/.s.PGSQL.5432`;
    const server = createServer((near) => {
      const far = typeof socket === 'string' ? connect(socket) : connect(socket);
      cable.join(near, far);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const own = typeof address === 'object' && address !== null ? address.port : 0;
    const user = searchParams.get('user') ?? `${username}:${password}`;
    const cable = new Cable(server, `postgresql://${user}@127.0.0.1:${own}${pathname}`);
    return cable;
  }

  /** After so many bytes more, in whichever direction, every connection is cut. */
  cutAfter(bytes: number): void {
    this.left = bytes;
  }

  /** From now on nothing passes, and nobody is told. */
  die(): void {
    this.isDead = true;
  }

  mend(): void {
    this.left = Number.POSITIVE_INFINITY;
    this.isDead = false;
  }

  async remove(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.ends.delete(from);
        to.destroy();
      });
      from.on('data', (bytes) => this.pass(bytes, to));
    }
  }

  private pass(bytes: Buffer, to: Socket): void {
    if (this.isDead) return;
    const passing = bytes.subarray(0, this.left);
    this.left -= passing.length;
    if (this.left > 0) to.write(passing);
    else to.write(passing, () => this.cut());
  }

  private cut(): void {
    for (const end of this.ends) end.destroy();
  }
}
