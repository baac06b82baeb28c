// The drawing: vis-network with our places and colours, and what one can do with it.

import { byId, within } from "../dom";
import { at } from "../lists";
import {
  crowdedLookOf,
  type Look,
  lookOf,
  meanOf,
  overview,
  READABLE,
  wantedBy,
  withLabels,
} from "./camera";
import type { Choice } from "./choice";
import { edgeColours, groupColours, palette } from "./colours";
import type { DrawnEdge, DrawnNode, PageData } from "./data";
import { GroundPainter } from "./ground";
import { neighboursOf, placed, ranked } from "./labels";
import type { Scene } from "./scene";
import { moveByTwoFingers } from "./touch";

const FEW = 60; // Relations that are drawn with a broad line.
const NEAR = 0.9; // The scale at which what was chosen is shown.
const REST = 60; // Milliseconds for which the picture stands still before its labels are placed.
const STEP = 1.4; // How much nearer a press of the button brings one.

export class Picture {
  private readonly container = byId("network");
  private readonly network: vis.Network;
  private readonly nodes: vis.DataSet<DrawnNode>;
  private readonly edges: vis.DataSet<DrawnEdge>;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly pen = document.createElement("canvas").getContext("2d");
  private readonly joined: readonly ReadonlySet<number>[];
  private looks: readonly Look[];
  private chosen: readonly number[] = [];
  private untouched = true;

  constructor(
    private readonly page: PageData,
    private readonly scene: Scene,
  ) {
    const { drawing } = page;
    this.joined = neighboursOf(drawing.nodes.length, scene.relations);
    this.looks = drawing.nodes.map(lookOf);
    this.nodes = new vis.DataSet(
      drawing.nodes.map((node, n) => ({ ...node, ...at(this.looks, n), ...this.nodeTitle(node) })),
    );
    const colours = edgeColours(drawing.edges, page.lines, page.crowded, palette());
    this.edges = new vis.DataSet(
      drawing.edges.map((edge, n) => ({ ...edge, ...this.edgeTitle(edge), ...at(colours, n) })),
    );
    const look = this.look();
    this.network = new vis.Network(
      this.container,
      { nodes: this.nodes, edges: this.edges },
      {
        ...drawing.options,
        ...look,
        nodes: { ...drawing.options.nodes, ...look.nodes },
        edges: { ...drawing.options.edges, ...look.edges },
      },
    );
    this.name();
    this.keepTheFocus();
    this.listen();
    this.show("overview");
    this.placeLabels();
  }

  /** Return the picture as it is seen now. */
  async png(): Promise<Blob> {
    const canvas = within(this.container, "canvas") as HTMLCanvasElement;
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d");
    if (!context) throw new Error("the browser does not draw");
    context.fillStyle = palette()("--card");
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return new Promise((done, fail) => {
      copy.toBlob((blob) => (blob ? done(blob) : fail(new Error("the picture is too large"))));
    });
  }

  /** Call a function when the picture has been drawn for the first time. */
  whenDrawn(then: () => void): void {
    this.network.once("afterDrawing", then);
  }

  /** Call a function with what somebody chooses in the picture. */
  whenChosen(then: (choice: Choice) => void): void {
    this.network.on("click", ({ nodes: [node], edges: [relation] }) => {
      if (node !== undefined) then({ what: "node", number: node });
      else if (relation !== undefined) then({ what: "relation", number: relation });
    });
  }

  /** Show in the picture what is chosen, if anything is. */
  select(choice: Choice | undefined): void {
    this.network.unselectAll();
    if (choice?.what === "node") this.network.selectNodes([choice.number]);
    else if (choice) this.network.selectEdges([choice.number]);
    this.chosen = choice ? this.endsOf(choice.what, choice.number) : [];
    this.placeLabels();
  }

  /** Move the picture, but only if what was chosen is too small or out of sight. */
  goTo({ what, number }: Choice): void {
    const spots = this.endsOf(what, number).map((n) => at(this.page.drawing.nodes, n));
    const scale = this.network.getScale();
    if (scale >= READABLE && spots.every((spot) => this.isInView(spot))) return;
    this.network.moveTo({
      position: meanOf(spots),
      scale: Math.max(scale, NEAR),
      animation: this.calm.matches ? false : { duration: 400, easingFunction: "easeInOutQuad" },
    });
  }

  private endsOf(what: Choice["what"], number: number): number[] {
    if (what === "node") return [number];
    const { from, to } = at(this.scene.relations, number);
    return [from, to];
  }

  private isInView(spot: vis.Point): boolean {
    const { x, y } = this.network.canvasToDOM(spot);
    const { clientWidth, clientHeight } = this.container;
    return x > 0 && y > 0 && x < clientWidth && y < clientHeight;
  }

  /** Show what can be read of the picture, or everything, however small. */
  private show(what: "overview" | "everything"): void {
    const { crowded, centre, drawing } = this.page;
    const { clientWidth: width, clientHeight: height } = this.container;
    const middle = centre === null ? undefined : at(drawing.nodes, centre);
    const [part, least] =
      what === "everything" ? [this.page.frame, 0] : [this.page.start, READABLE];
    const frame = crowded ? part : withLabels(part, drawing.nodes, this.widthOf);
    this.network.moveTo(overview(frame, { width, height }, crowded, middle, least));
  }

  /** Return how broad a line of a label is at most: what is chosen has bold letters. */
  private readonly widthOf = (line: string, size: number): number => {
    const { pen } = this;
    if (!pen) throw new Error("the browser does not draw");
    pen.font = `bold ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(line).width;
  };

  private zoom(factor: number): void {
    this.untouched = false;
    this.network.moveTo({ scale: this.network.getScale() * factor });
  }

  private move(right: number, down: number): void {
    this.untouched = false;
    const { x, y } = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: x - right / scale, y: y - down / scale } });
  }

  /** Let the picture have the focus only when somebody goes there, not when the mouse is above it. */
  private keepTheFocus(): void {
    const frame = within(this.container, ":scope > *");
    frame.focus = () => undefined; // vis-network calls it whenever the mouse moves.
    frame.addEventListener("pointerdown", ({ pointerType }) => {
      if (pointerType === "mouse") HTMLElement.prototype.focus.call(frame, { preventScroll: true });
    });
  }

  private nodeTitle({ id }: DrawnNode): { title: string } {
    const { label, kind } = at(this.scene.nodes, id);
    return { title: `${label}\n${kind}` };
  }

  private edgeTitle({ id }: DrawnEdge): { title: string } {
    const { label, kind, start, status } = at(this.scene.relations, id);
    return { title: [label, kind, start, status].filter(Boolean).join("\n") };
  }

  private look() {
    const colour = palette();
    const { crowded, drawing } = this.page;
    return {
      groups: groupColours(drawing.nodes, colour),
      nodes: {
        borderWidth: crowded ? 1 : 2,
        borderWidthSelected: 4,
        font: {
          color: colour("--ink"),
          face: getComputedStyle(document.body).fontFamily,
          strokeWidth: 4,
          strokeColor: colour("--card"),
        },
      },
      edges: {
        width: drawing.edges.length > FEW ? 1 : 2,
        hoverWidth: 1,
        selectionWidth: 2,
        arrows: { to: { scaleFactor: 0.6 }, from: { scaleFactor: 0.6 } },
      },
    };
  }

  private name(): void {
    const frame = within(this.container, ":scope > *");
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", this.page.words.network);
    const canvas = within(frame, "canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", document.title);
    canvas.setAttribute("aria-describedby", "network-help");
  }

  private listen(): void {
    byId("nearer").addEventListener("click", () => this.zoom(STEP));
    byId("farther").addEventListener("click", () => this.zoom(1 / STEP));
    byId("all").addEventListener("click", () => {
      this.untouched = false;
      this.show("everything");
    });
    for (const event of ["dragStart", "zoom"] as const) {
      this.network.on(event, () => {
        this.untouched = false;
      });
    }
    this.network.on("resize", () => {
      if (this.untouched) this.show("overview");
    });
    if (this.page.crowded) this.keepLabelsPlaced();
    if (this.page.ground) this.layGround(new GroundPainter(this.page.ground));
    this.leaveTheWheelToThePage();
    moveByTwoFingers(this.container, (right, down) => this.move(right, down));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour());
  }

  private recolour(): void {
    this.network.setOptions(this.look());
    const { crowded, drawing, lines } = this.page;
    this.edges.update(edgeColours(drawing.edges, lines, crowded, palette()));
  }

  private layGround(painter: GroundPainter): void {
    this.network.on("beforeDrawing", (context) => {
      painter.draw(context, palette(), this.network.getScale() * devicePixelRatio);
    });
  }

  /** Place the labels anew whenever the picture comes to rest somewhere else. */
  private keepLabelsPlaced(): void {
    let seen = "";
    let timer: number | undefined;
    this.network.on("afterDrawing", () => {
      const { x, y } = this.network.getViewPosition();
      const { clientWidth, clientHeight } = this.container;
      const now = [x, y, this.network.getScale(), clientWidth, clientHeight].join();
      if (now === seen) return;
      seen = now;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => this.placeLabels(), REST);
    });
  }

  /** Show on a crowded map the labels for which there is room, what is chosen first. */
  private placeLabels(): void {
    const { crowded, drawing } = this.page;
    if (!crowded) return;
    const scale = this.network.getScale();
    const { clientWidth: width, clientHeight: height } = this.container;
    const wanted = drawing.nodes.map((node) =>
      wantedBy(node, scale, this.network.canvasToDOM(node), this.widthOf),
    );
    const places = placed(wanted, ranked(this.joined, this.chosen), { width, height });
    const before = this.looks;
    this.looks = drawing.nodes.map((node, n) => crowdedLookOf(node, scale, places.get(n)));
    this.nodes.update(this.looks.filter((look, n) => !isAlike(look, at(before, n))));
  }

  /** Let the wheel scroll the page until somebody has gone into the picture. */
  private leaveTheWheelToThePage(): void {
    let inside = false;
    this.container.addEventListener("pointerdown", () => {
      inside = true;
    });
    this.container.addEventListener("pointerleave", () => {
      inside = false;
    });
    this.container.addEventListener(
      "wheel",
      (event) => {
        if (!inside && !event.ctrlKey) event.stopPropagation();
      },
      { capture: true },
    );
  }
}

function isAlike(one: Look, other: Look): boolean {
  return (
    one.size === other.size &&
    one.label === other.label &&
    one.font.size === other.font.size &&
    one.font.vadjust === other.font.vadjust
  );
}
