// A process of its own that opens a read store when it is told to, and says how that went.
import { openReadStore } from '../../dist/index.js';

const open = async (address) => {
  try {
    const store = await openReadStore(address);
    await store.builds([{ model: 'model', schema: 1 }]);
    await store.close();
    process.send({ opened: true });
  } catch (error) {
    process.send({ error: String(error) });
  }
  process.disconnect();
};

process.on('message', (address) => void open(address));
process.send('ready');
