// The part of vis-network that the page uses; the library itself stands in the page before us.

declare namespace vis {
  interface Point {
    x: number;
    y: number;
  }

  interface Item {
    id: number;
  }

  class DataSet<T extends Item> {
    constructor(items: T[]);
    update(items: (Partial<T> & Item)[]): void;
  }

  interface MoveTo {
    position?: Point;
    scale?: number;
    animation?: false | { duration: number; easingFunction: string };
  }

  interface Click {
    nodes: number[];
    edges: number[];
  }

  class Network {
    constructor(container: HTMLElement, data: object, options: object);
    canvasToDOM(point: Point): Point;
    getScale(): number;
    getViewPosition(): Point;
    moveTo(view: MoveTo): void;
    on(event: "click", then: (click: Click) => void): void;
    on(event: "beforeDrawing", then: (context: CanvasRenderingContext2D) => void): void;
    on(event: "afterDrawing" | "dragStart" | "resize" | "zoom", then: () => void): void;
    once(event: "afterDrawing", then: () => void): void;
    selectEdges(edges: number[]): void;
    selectNodes(nodes: number[]): void;
    setOptions(options: object): void;
    unselectAll(): void;
  }
}
