import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between a client and a server, that can be broken. */
export interface TcpProxy {
  readonly port: number;
  /** A connection string with the proxy in the place of its only host. */
  readonly through: (connectionString: string) => string;
  /** How many connections are open. */
  readonly connections: () => number;
  /** Destroys all connections; new ones are welcome. */
  readonly cut: () => void;
  /** Refuses new connections; those that are open stay. */
  readonly refuse: () => Promise<void>;
  /** Accepts connections and holds back every byte, in both directions. */
  readonly blackHole: () => void;
  /** Lets every byte through so many milliseconds late. */
  readonly delay: (milliseconds: number) => void;
  /** As at the start. What a black hole held back arrives. */
  readonly heal: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const tcpProxy = async (target: { readonly port: number }): Promise<TcpProxy> => {
  const wires = new Set<Wire>();
  const state = { isHeld: false, delay: 0 };
  const accept = (socket: Socket): void => {
    const wire = new Wire(socket, connect(target.port, '127.0.0.1'), state);
    wires.add(wire);
    wire.whenCut(() => wires.delete(wire));
  };
  let listener = await listening(accept, 0);
  const port = portOf(listener);
  const cut = (): void => {
    for (const wire of wires) wire.cut();
  };
  const set = (isHeld: boolean, delay: number): void => {
    Object.assign(state, { isHeld, delay });
    for (const wire of wires) wire.obey();
  };
  return {
    port,
    through: (connectionString) =>
      connectionString.replace(/(@|\/\/)[^@/?]+(?=[/?]|$)/, `$1127.0.0.1:${port}`),
    connections: () => wires.size,
    cut,
    refuse: () => stopped(listener),
    blackHole: () => set(true, 0),
    delay: (milliseconds) => set(false, milliseconds),
    heal: async () => {
      set(false, 0);
      if (!listener.listening) listener = await listening(accept, port);
    },
    close: async () => {
      const closed = stopped(listener);
      cut();
      await closed;
    },
  };
};

/** One connection on its two sides. */
class Wire {
  constructor(
    private readonly near: Socket,
    private readonly far: Socket,
    private readonly state: { readonly isHeld: boolean; readonly delay: number },
  ) {
    this.join(near, far);
    this.join(far, near);
    this.obey();
  }

  whenCut(onCut: () => void): void {
    this.near.on('close', onCut);
  }

  cut(): void {
    this.near.destroy();
    this.far.destroy();
  }

  obey(): void {
    for (const side of [this.near, this.far]) {
      if (this.state.isHeld) side.pause();
      else side.resume();
    }
  }

  private join(from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      if (this.state.delay === 0) this.pass(bytes, from, to);
      else setTimeout(() => this.pass(bytes, from, to), this.state.delay).unref();
    });
    to.on('drain', () => {
      if (!this.state.isHeld) from.resume();
    });
    from.on('error', () => this.cut());
    from.on('close', () => to.destroySoon());
  }

  private pass(bytes: Buffer, from: Socket, to: Socket): void {
    if (!to.destroyed && !to.write(bytes)) from.pause();
  }
}

const listening = (accept: (socket: Socket) => void, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const listener = createServer(accept);
    listener.once('error', reject);
    listener.listen(port, '127.0.0.1', () => resolve(listener));
  });

const portOf = (listener: Server): number => {
  const address = listener.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

// `close` of a server calls back only when its last connection is gone; new ones are refused from now on.
const stopped = async (listener: Server): Promise<void> => {
  listener.close();
  await new Promise(setImmediate);
};
