// Both extension hosts have these; neither Node's nor the DOM's types are wanted here for their sake.
declare function setTimeout(callback: () => void, milliseconds: number): number;
declare function clearTimeout(timer: number): void;
