// Who changes something says so; who shows it listens. The order of the listeners is that of their files.

const bus = (() => {
  const listeners = new Map();
  const on = (events, handler) => {
    for (const event of events.split(" ")) {
      if (!listeners.has(event)) listeners.set(event, []);
      listeners.get(event).push(handler);
    }
  };
  const say = (event, detail) => {
    for (const handler of listeners.get(event) ?? []) handler(detail);
  };
  return { on, say };
})();
