# SPDX-License-Identifier: GPL-3.0-or-later
"""The network: convolutions at 50 steps a second around a stack of dilated ones at 12.5 that hears a minute."""
import jax
import jax.numpy as jnp
import numpy as np

from inputs import COARSE_WIDTH, MEL_WIDTH

KERNEL = 5
FRONT = 6  # frames that the first convolution sees, two of which are a fine step
FINE_BEFORE, FINE_AFTER = (1, 2, 4), (1, 2)  # dilations
COARSE_DILATIONS = (1, 2, 4, 8, 16, 32, 64)
OUTPUTS = 4  # beat and downbeat in each of the two frames of a fine step


def shapes(fine, coarse):
    """Names and shapes of all weights, in the order in which they are stored: rows are inputs, columns outputs."""
    dense = lambda name, rows, columns: [(name + ".weight", (rows, columns)), (name + ".bias", (columns,))]
    block = lambda name, width: (dense(name + ".convolution", KERNEL * width, width)
                                 + [(name + ".mixing.weight", (width, width))])
    all_shapes = dense("front", FRONT * MEL_WIDTH, fine) + dense("second", 3 * fine, fine)
    for index in range(len(FINE_BEFORE)):
        all_shapes += block(f"before{index}", fine)
    all_shapes += dense("down", 4 * fine + COARSE_WIDTH, coarse)
    for index in range(len(COARSE_DILATIONS)):
        all_shapes += block(f"coarse{index}", coarse)
    all_shapes += dense("up", coarse, 4 * fine)
    for index in range(len(FINE_AFTER)):
        all_shapes += block(f"after{index}", fine)
    return all_shapes + dense("out", fine, OUTPUTS)


def initial(fine, coarse, seed):
    generator = np.random.default_rng(seed)
    weights = {}
    for name, shape in shapes(fine, coarse):
        scale = 0 if len(shape) == 1 else (.3 if "mixing" in name else 1) / np.sqrt(shape[0])
        weights[name] = jnp.asarray(generator.standard_normal(shape) * scale, jnp.float32)
    weights["out.bias"] = jnp.array([-3., -4., -3., -4.], jnp.float32)
    return weights


def _dense(weights, name, x):
    return x @ weights[name + ".weight"] + weights[name + ".bias"]


def _shifted(x, count, dilation):
    """`count` copies of x side by side, `dilation` steps apart, the middle one in place; zeros beyond the ends."""
    reach = count // 2 * dilation
    padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
    return jnp.concatenate([padded[:, i * dilation:i * dilation + x.shape[1]] for i in range(count)], 2)


def _block(weights, name, x, dilation):
    """Answers the residual stream after the block, and what the block heard."""
    y = jax.nn.elu(_dense(weights, name + ".convolution", _shifted(x, KERNEL, dilation)))
    return x + y @ weights[name + ".mixing.weight"], y


def apply(weights, fine, coarse, drop=None):
    """Logits [piece, frame, (beat, downbeat)]; `drop` masks channels while training."""
    pieces, frames, width = fine.shape
    padded = jnp.pad(fine, ((0, 0), (2, 2), (0, 0))).reshape(pieces, frames // 2 + 2, 2 * width)
    x = jnp.concatenate([padded[:, i:i + frames // 2] for i in range(3)], 2)
    x = jax.nn.elu(_dense(weights, "front", x))
    x = jax.nn.elu(_dense(weights, "second", _shifted(x, 3, 1)))
    for index, dilation in enumerate(FINE_BEFORE):
        x, _ = _block(weights, f"before{index}", x, dilation)
    z = jnp.concatenate([x.reshape(pieces, frames // 8, -1), coarse], 2)
    z = jax.nn.elu(_dense(weights, "down", z))
    heard = 0
    for index, dilation in enumerate(COARSE_DILATIONS):
        if drop is not None:
            z = z * drop[index]
        z, y = _block(weights, f"coarse{index}", z, dilation)
        heard = heard + y
    z = jax.nn.elu(z + .3 * heard)
    x = x + _dense(weights, "up", z).reshape(x.shape)
    for index, dilation in enumerate(FINE_AFTER):
        x, _ = _block(weights, f"after{index}", x, dilation)
    return _dense(weights, "out", jax.nn.elu(x)).reshape(pieces, frames, 2)
