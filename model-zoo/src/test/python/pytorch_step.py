"""The cost of a training step in PyTorch, to hold beside `sweep bench step`: same shapes, same step, same machine.

    python pytorch_step.py bert-base            12 layers, 8 texts of 128 tokens, ContraNorm after attention's residual
    python pytorch_step.py deit-tiny            12 blocks, 8 pictures of 224 x 224, ContraNorm before every LayerNorm

Needs torch alone (2.13 was used). The networks are written down again in the way of the published ones: eager, softmax
attention in plain operators, dropout 0.1 for BERT, AdamW in PyTorch's default form. Prints medians as JSON: wall and CPU
milliseconds of a step (forward, backward, update), of all threads, and the peak resident memory of the process in MB.
"""

import argparse
import json
import math
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F


def contra(x, scale, identity):
    """x - s * softmax(U U^T) x with unit rows U, or (1 + s) x - s * softmax(U U^T) x."""
    unit = F.normalize(x, dim=-1)
    push = torch.softmax(unit @ unit.transpose(1, 2), dim=-1) @ x
    return ((1 + scale) if identity else 1) * x - scale * push


class Attention(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)

    def forward(self, q, k, v):
        batch, length, width = q.shape
        q, k, v = (t.view(batch, length, self.heads, -1).transpose(1, 2) for t in (q, k, v))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), dim=-1)
        return (self.dropout(weights) @ v).transpose(1, 2).reshape(batch, length, width)


class BertLayer(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attention = Attention(width, heads, dropout)
        self.project, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm2, self.dropout = nn.LayerNorm(width, eps=1e-12), nn.Dropout(dropout)

    def forward(self, x):
        attended = self.project(self.attention(self.query(x), self.key(x), self.value(x)))
        x = self.norm1(contra(x + self.dropout(attended), 0.1, True))
        return self.norm2(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))


class Bert(nn.Module):
    def __init__(self, vocabulary=30522, width=768, heads=12, depth=12, positions=512, classes=2, dropout=0.1):
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, width), nn.Embedding(positions, width)
        self.types, self.norm = nn.Embedding(2, width), nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(BertLayer(width, heads, dropout) for _ in range(depth))
        self.pooler, self.head, self.dropout = nn.Linear(width, width), nn.Linear(width, classes), nn.Dropout(dropout)

    def forward(self, ids):
        places = torch.arange(ids.shape[1])
        x = self.dropout(self.norm(self.words(ids) + self.places(places) + self.types(torch.zeros_like(ids))))
        for layer in self.layers:
            x = layer(x)
        return self.head(self.dropout(torch.tanh(self.pooler(x[:, 0]))))


class DeitNorm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=1e-6)

    def forward(self, x):
        return self.norm(contra(x, 0.1, False))


class DeitBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.norm1, self.norm2 = DeitNorm(width), DeitNorm(width)
        self.qkv, self.project = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.attention = Attention(width, heads, 0)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.project(self.attention(*self.qkv(self.norm1(x)).chunk(3, dim=-1)))
        return x + self.narrow(F.gelu(self.wide(self.norm2(x))))


class Deit(nn.Module):
    def __init__(self, width=192, heads=3, depth=12, patch=16, side=224, classes=1000):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.places = nn.Parameter(torch.randn(1, (side // patch) ** 2 + 1, width) * 0.02)
        self.blocks = nn.ModuleList(DeitBlock(width, heads) for _ in range(depth))
        self.norm, self.head = DeitNorm(width), nn.Linear(width, classes)

    def forward(self, pictures):
        x = self.patches(pictures).flatten(2).transpose(1, 2)
        x = torch.cat([self.token.expand(len(x), -1, -1), x], dim=1) + self.places
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x)[:, 0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("backbone", choices=["bert-base", "deit-tiny"])
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=10)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    if options.backbone == "bert-base":
        network, seen = Bert(), torch.randint(0, 30522, (options.batch, options.length))
        labels = torch.randint(0, 2, (options.batch,))
    else:
        network, seen = Deit(), torch.randn(options.batch, 3, 224, 224)
        labels = torch.randint(0, 1000, (options.batch,))
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-5)
    wall, cpu = [], []
    for step in range(options.steps + 2):
        started, used = time.perf_counter(), time.process_time()
        optimizer.zero_grad()
        loss = F.cross_entropy(network(seen), labels)
        loss.backward()
        optimizer.step()
        loss.item()
        if step >= 2:
            wall.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - used) * 1000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"torch": torch.__version__, "backbone": options.backbone, "threads": options.threads,
                      "steps": options.steps, "wallMillis": round(statistics.median(wall), 1),
                      "cpuMillis": round(statistics.median(cpu), 1), "peakResidentMegabytes": round(peak)}))


if __name__ == "__main__":
    main()
