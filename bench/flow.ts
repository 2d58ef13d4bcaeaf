/** A request, its ACK, and a reply that carries one, over and over; numbers written in full. */
export function longFlow(segments: number): string {
  const lines = [
    'client C "客户端"',
    'server S "服务器"',
    "C -> S: SYN seq=x",
    "S -> C: SYN+ACK seq=y ack=x+1",
    "C -> S: ACK seq=x+1 ack=y+1",
  ];
  let sent = 1;
  let received = 1;
  for (let i = 3; i < segments; i += 3) {
    lines.push(`C -> S: PSH+ACK seq=x+${sent} ack=y+${received} len=100`);
    sent += 100;
    lines.push(`S -> C: ACK seq=y+${received} ack=x+${sent}`);
    lines.push(`S -> C: PSH+ACK seq=y+${received} ack=x+${sent} len=50`);
    received += 50;
  }
  return `${lines.join("\n")}\n`;
}
