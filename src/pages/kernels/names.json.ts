import type { APIRoute } from "astro";
import { kernelNames } from "../../site/kernel-answers.ts";

export const GET: APIRoute = () => Response.json(kernelNames());
